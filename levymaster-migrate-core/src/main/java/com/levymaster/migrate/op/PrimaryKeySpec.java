package com.levymaster.migrate.op;

import com.levymaster.migrate.schema.Constraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a primary key: {@code t.primaryKey("pk_county").on("id")}. */
public final class PrimaryKeySpec extends ConstraintSpec<PrimaryKeySpec> {

    private @Nullable List<String> columns;
    private List<String> include = List.of();

    private List<String> wasNullable = List.of();
    private @Nullable String usingIndex;

    PrimaryKeySpec(String name) {
        super(name);
    }

    public PrimaryKeySpec on(String... names) {
        OperationBuilder.requireUnset(columns, "primaryKey(\"" + name + "\")", ".on(…)");
        columns = List.of(names);
        return this;
    }

    /** Further columns kept in its index. */
    public PrimaryKeySpec include(String... names) {
        OperationBuilder.requireUnset(include, "primaryKey(\"" + name + "\")", ".include(…)");
        include = List.of(names);
        return this;
    }

    /** Takes over a unique index that is there, without building one. The columns must still be named. */
    public PrimaryKeySpec usingIndex(String index) {
        usingIndex = index;
        return this;
    }

    @Override
    @Nullable
    String usingIndex() {
        return usingIndex;
    }

    /** Columns that allowed null before they became the key, so that they do so again when it is undone. */
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
        return new Constraint.PrimaryKey(name, on, include, deferral, comment);
    }
}
