package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Grants or revokes privileges: {@code op.grant("select").onTable("county").role("reporting")}. One object and one role
 * are required.
 */
public final class PrivilegeSpec implements OperationBuilder {

    /** Makes the operation. */
    interface OperationFactory {
        Operation of(GrantableKind kind, ObjectName on, String role);
    }

    private final String call;
    private final DefaultSchema defaultSchema;
    private final OperationFactory factory;
    private GrantableKind kind = GrantableKind.TABLE;
    private @Nullable ObjectName on;
    private @Nullable String role;

    PrivilegeSpec(String call, DefaultSchema defaultSchema, OperationFactory factory) {
        this.call = call;
        this.defaultSchema = defaultSchema;
        this.factory = factory;
    }

    /**
     * The table or view: {@code grant … on table county}. Privileges: {@code select}, {@code insert}, {@code update},
     * {@code delete}, {@code truncate}, {@code references}, {@code trigger}, and {@code maintain} since PostgreSQL 17.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-priv.html">PostgreSQL: privileges</a>
     */
    public PrivilegeSpec onTable(String name) {
        return on(GrantableKind.TABLE, defaultSchema.name(name));
    }

    /** The sequence: {@code grant … on sequence s}. Privileges: {@code usage}, {@code select}, {@code update}. */
    public PrivilegeSpec onSequence(String name) {
        return on(GrantableKind.SEQUENCE, defaultSchema.name(name));
    }

    /** The schema: {@code grant … on schema s}. Privileges: {@code usage}, {@code create}. */
    public PrivilegeSpec onSchema(String name) {
        return on(GrantableKind.SCHEMA, ObjectName.of(name));
    }

    /** The role; {@code public} is all roles. */
    public PrivilegeSpec role(String name) {
        OperationBuilder.requireUnset(role, call, ".role(…)");
        role = name;
        return this;
    }

    @Override
    public Operation build() {
        return factory.of(
                kind,
                OperationBuilder.require(on, call, ".onTable(…), .onSequence(…) or .onSchema(…)"),
                OperationBuilder.require(role, call, ".role(…)"));
    }

    private PrivilegeSpec on(GrantableKind grantable, ObjectName name) {
        OperationBuilder.requireUnset(on, call, ".on…(…)");
        kind = grantable;
        on = name;
        return this;
    }
}
