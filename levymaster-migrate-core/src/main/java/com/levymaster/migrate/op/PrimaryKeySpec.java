package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a primary key: {@code t.primaryKey("pk_county").on("id")}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">PostgreSQL: primary keys</a>
 */
public final class PrimaryKeySpec extends ConstraintSpec<PrimaryKeySpec> {

    private @Nullable List<String> columns;
    private List<String> include = List.of();

    private List<String> wasNullable = List.of();
    private boolean withoutOverlaps;
    private @Nullable String usingIndex;

    PrimaryKeySpec(String name) {
        super(name);
    }

    /** The columns of the key: {@code primary key (id)}. Required, once. */
    public PrimaryKeySpec on(String... names) {
        OperationBuilder.requireUnset(columns, "primaryKey(\"" + name + "\")", ".on(…)");
        columns = List.of(names);
        return this;
    }

    /** Stores further columns in the index of the key: {@code primary key (id) include (code)}. Callable once. */
    public PrimaryKeySpec include(String... names) {
        OperationBuilder.requireUnset(include, "primaryKey(\"" + name + "\")", ".include(…)");
        include = List.of(names);
        return this;
    }

    /**
     * Treats the last column as a range: rows that are equal in the other columns must not overlap in it, {@code primary key
     * (id, valid without overlaps)}. Needs PostgreSQL 18, and the extension {@code btree_gist} for other columns.
     */
    public PrimaryKeySpec withoutOverlaps() {
        withoutOverlaps = true;
        return this;
    }

    /**
     * Makes an existing unique index the index of the key: {@code primary key using index name}. The columns must still
     * be named. Refused for a new table.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ADD
     *     table_constraint_using_index</a>
     */
    public PrimaryKeySpec usingIndex(String index) {
        usingIndex = index;
        return this;
    }

    @Override
    @Nullable
    String usingIndex() {
        return usingIndex;
    }

    /**
     * The columns that allowed nulls before they became the key; undo allows them again. Refused for a new table and
     * for columns outside the key.
     */
    public PrimaryKeySpec wasNullable(String... names) {
        wasNullable = List.of(names);
        return this;
    }

    @Override
    List<String> wasNullable() {
        return wasNullable;
    }

    @Override
    PrimaryKeySpec self() {
        return this;
    }

    @Override
    Constraint constraint() {
        List<String> on = OperationBuilder.require(columns, "primaryKey(\"" + name + "\")", ".on(columns)");
        return new Constraint.PrimaryKey(name, on, include, withoutOverlaps, deferral, comment);
    }
}
