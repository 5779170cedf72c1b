package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a unique constraint: {@code t.unique("uq_county_name").on("name")}. */
public final class UniqueSpec extends ConstraintSpec<UniqueSpec> {

    private @Nullable List<String> columns;
    private List<String> include = List.of();
    private boolean nullsNotDistinct;

    private @Nullable String usingIndex;

    UniqueSpec(String name) {
        super(name);
    }

    public UniqueSpec on(String... names) {
        OperationBuilder.requireUnset(columns, "unique(\"" + name + "\")", ".on(…)");
        columns = List.of(names);
        return this;
    }

    /** Further columns kept in its index. */
    public UniqueSpec include(String... names) {
        OperationBuilder.requireUnset(include, "unique(\"" + name + "\")", ".include(…)");
        include = List.of(names);
        return this;
    }

    /** Two nulls count as alike (PostgreSQL 15 and later). */
    public UniqueSpec nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** Takes over a unique index that is there, without building one. The columns must still be named. */
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
        return new Constraint.Unique(name, on, include, nullsNotDistinct, deferral, comment);
    }
}
