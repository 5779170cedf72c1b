package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefaultPrivileges;
import com.levymaster.migrate.operation.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grants or revokes privileges on objects to come: {@code op.grantByDefault("select").onTables().role("reporting")}. The
 * objects and one role are required.
 */
public final class DefaultPrivilegesSpec implements OperationBuilder {

    private final boolean grant;
    private final @Nullable String schema;
    private final List<String> privileges;
    private @Nullable String objects;
    private @Nullable String role;

    DefaultPrivilegesSpec(boolean grant, @Nullable String schema, String... privileges) {
        this.grant = grant;
        this.schema = schema;
        this.privileges = List.of(privileges);
    }

    /** Tables and views: {@code … on tables}. */
    public DefaultPrivilegesSpec onTables() {
        return on("tables");
    }

    /** Sequences: {@code … on sequences}. */
    public DefaultPrivilegesSpec onSequences() {
        return on("sequences");
    }

    /** Functions and procedures: {@code … on functions}. */
    public DefaultPrivilegesSpec onFunctions() {
        return on("functions");
    }

    /** Types and domains: {@code … on types}. */
    public DefaultPrivilegesSpec onTypes() {
        return on("types");
    }

    /** The role; {@code public} is all roles. */
    public DefaultPrivilegesSpec role(String name) {
        OperationBuilder.requireUnset(role, call(), ".role(…)");
        role = name;
        return this;
    }

    @Override
    public Operation build() {
        return new ChangeDefaultPrivileges(
                grant,
                schema,
                privileges,
                OperationBuilder.require(objects, call(), ".onTables(), .onSequences(), .onFunctions() or .onTypes()"),
                OperationBuilder.require(role, call(), ".role(…)"));
    }

    private DefaultPrivilegesSpec on(String kind) {
        OperationBuilder.requireUnset(objects, call(), ".on…()");
        objects = kind;
        return this;
    }

    private String call() {
        return grant ? "grantByDefault(…)" : "revokeByDefault(…)";
    }
}
