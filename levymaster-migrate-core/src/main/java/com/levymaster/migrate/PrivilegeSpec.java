package com.levymaster.migrate;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Gives or takes privileges: {@code op.grant("select").onTable("county").role("reporting")}. */
public final class PrivilegeSpec implements Sentence {

    /** Makes the operation. */
    interface Meaning {
        Operation of(Grantable kind, ObjectName on, String role);
    }

    private final String sentence;
    private final Scope scope;
    private final Meaning meaning;
    private Grantable kind = Grantable.TABLE;
    private @Nullable ObjectName on;
    private @Nullable String role;

    PrivilegeSpec(String sentence, Scope scope, Meaning meaning) {
        this.sentence = sentence;
        this.scope = scope;
        this.meaning = meaning;
    }

    /** A table or a view. */
    public PrivilegeSpec onTable(String name) {
        return on(Grantable.TABLE, scope.name(name));
    }

    public PrivilegeSpec onSequence(String name) {
        return on(Grantable.SEQUENCE, scope.name(name));
    }

    public PrivilegeSpec onSchema(String name) {
        return on(Grantable.SCHEMA, ObjectName.of(name));
    }

    /** Whose privileges they are; {@code public} means all roles. */
    public PrivilegeSpec role(String name) {
        Sentence.once(role, sentence, ".role(…)");
        role = name;
        return this;
    }

    @Override
    public Operation finish() {
        return meaning.of(
                kind,
                Sentence.said(on, sentence, ".onTable(…), .onSequence(…) or .onSchema(…)"),
                Sentence.said(role, sentence, ".role(…)"));
    }

    private PrivilegeSpec on(Grantable grantable, ObjectName name) {
        Sentence.once(on, sentence, ".on…(…)");
        kind = grantable;
        on = name;
        return this;
    }
}
