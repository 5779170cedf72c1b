package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Gives or takes privileges: {@code op.grant("select").onTable("county").role("reporting")}. */
public final class PrivilegeSpec implements OperationBuilder {

    /** Makes the operation. */
    interface OperationFactory {
        Operation of(GrantableKind kind, ObjectName on, String role);
    }

    private final String sentence;
    private final DefaultSchema scope;
    private final OperationFactory meaning;
    private GrantableKind kind = GrantableKind.TABLE;
    private @Nullable ObjectName on;
    private @Nullable String role;

    PrivilegeSpec(String sentence, DefaultSchema scope, OperationFactory meaning) {
        this.sentence = sentence;
        this.scope = scope;
        this.meaning = meaning;
    }

    /** A table or a view. */
    public PrivilegeSpec onTable(String name) {
        return on(GrantableKind.TABLE, scope.name(name));
    }

    public PrivilegeSpec onSequence(String name) {
        return on(GrantableKind.SEQUENCE, scope.name(name));
    }

    public PrivilegeSpec onSchema(String name) {
        return on(GrantableKind.SCHEMA, ObjectName.of(name));
    }

    /** Whose privileges they are; {@code public} means all roles. */
    public PrivilegeSpec role(String name) {
        OperationBuilder.requireUnset(role, sentence, ".role(…)");
        role = name;
        return this;
    }

    @Override
    public Operation build() {
        return meaning.of(
                kind,
                OperationBuilder.require(on, sentence, ".onTable(…), .onSequence(…) or .onSchema(…)"),
                OperationBuilder.require(role, sentence, ".role(…)"));
    }

    private PrivilegeSpec on(GrantableKind grantable, ObjectName name) {
        OperationBuilder.requireUnset(on, sentence, ".on…(…)");
        kind = grantable;
        on = name;
        return this;
    }
}
