package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a unique constraint: {@code t.unique("uq_county_name").on("name")}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">PostgreSQL: unique constraints</a>
 */
public final class UniqueSpec extends ConstraintSpec<UniqueSpec> {

    private @Nullable List<String> columns;
    private List<String> include = List.of();
    private boolean nullsNotDistinct;

    private boolean withoutOverlaps;
    private @Nullable String usingIndex;

    UniqueSpec(String name) {
        super(name);
    }

    /** The columns: {@code unique (name)}. Required, once. */
    public UniqueSpec on(String... names) {
        OperationBuilder.requireUnset(columns, "unique(\"" + name + "\")", ".on(…)");
        columns = List.of(names);
        return this;
    }

    /** Stores further columns in the index of the constraint: {@code unique (name) include (code)}. Callable once. */
    public UniqueSpec include(String... names) {
        OperationBuilder.requireUnset(include, "unique(\"" + name + "\")", ".include(…)");
        include = List.of(names);
        return this;
    }

    /** Treats nulls as equal: {@code unique nulls not distinct (name)}. Needs PostgreSQL 15. */
    public UniqueSpec nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /**
     * Treats the last column as a range: rows that are equal in the other columns must not overlap in it, {@code unique
     * (id, valid without overlaps)}. Needs PostgreSQL 18, and the extension {@code btree_gist} for other columns.
     */
    public UniqueSpec withoutOverlaps() {
        withoutOverlaps = true;
        return this;
    }

    /**
     * Makes an existing unique index the index of the constraint: {@code unique using index name}. The columns must
     * still be named. Refused for a new table.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ADD
     *     table_constraint_using_index</a>
     */
    public UniqueSpec usingIndex(String index) {
        usingIndex = index;
        return this;
    }

    @Override
    @Nullable
    String usingIndex() {
        return usingIndex;
    }

    @Override
    UniqueSpec self() {
        return this;
    }

    @Override
    Constraint constraint() {
        List<String> on = OperationBuilder.require(columns, "unique(\"" + name + "\")", ".on(columns)");
        return new Constraint.Unique(name, on, include, nullsNotDistinct, withoutOverlaps, deferral, comment);
    }
}
