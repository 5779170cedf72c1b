package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaText.quoted;
import static com.levymaster.migrate.render.SentenceSource.scoped;

import com.levymaster.migrate.operation.NamespaceOperation;
import com.levymaster.migrate.operation.NamespaceOperation.ChangeComment;
import com.levymaster.migrate.operation.NamespaceOperation.CreateExtension;
import com.levymaster.migrate.operation.NamespaceOperation.CreateSchema;
import com.levymaster.migrate.operation.NamespaceOperation.DropExtension;
import com.levymaster.migrate.operation.NamespaceOperation.DropSchema;
import com.levymaster.migrate.operation.NamespaceOperation.GrantPrivileges;
import com.levymaster.migrate.operation.NamespaceOperation.RevokePrivileges;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;

/** Sentences about schemas, extensions, comments and privileges. */
record NamespaceSentences(String op) implements NamespaceOperation.Visitor<Code> {

    @Override
    public Code createSchema(CreateSchema o) {
        return Code.Line.of(op + ".createSchema(" + quoted(o.name()) + ")");
    }

    @Override
    public Code dropSchema(DropSchema o) {
        return Code.Line.of(op + ".dropSchema(" + quoted(o.name()) + ")", o.wasEmpty() ? ".wasEmpty()" : "");
    }

    @Override
    public Code createExtension(CreateExtension o) {
        Extension extension = o.extension();
        ObjectName place = ObjectName.of(extension.schema(), extension.name());
        return Code.Line.of(scoped(op, place) + ".createExtension(" + quoted(extension.name()) + ")");
    }

    @Override
    public Code dropExtension(DropExtension o) {
        String drop = op + ".dropExtension(" + quoted(o.name()) + ")";
        if (o.was() == null) {
            return Code.Line.of(drop);
        }
        String schema = o.was().schema();
        return Code.Line.of(drop, schema == null ? ".wasInstalled()" : ".wasInstalledIn(" + quoted(schema) + ")");
    }

    @Override
    public Code changeComment(ChangeComment o) {
        ObjectName object = o.on().object();
        String words = switch (o.on().kind()) {
            case SEQUENCE -> ".sequences().changeComment(";
            case TYPE -> ".types().changeEnumComment(";
            case COMPOSITE -> ".types().changeCompositeComment(";
            case ATTRIBUTE -> ".types().changeAttributeComment(";
            case DOMAIN -> ".types().changeDomainComment(";
            case VIEW -> ".views().changeComment(";
            case MATERIALIZED_VIEW -> ".views().changeMaterializedComment(";
            case TABLE, COLUMN, CONSTRAINT, INDEX ->
                throw new IllegalStateException("Said within alterTable: " + o.describe());
        };
        String part = o.on().part() == null ? "" : ", " + quoted(o.on().part());
        String head = scoped(op, object) + words + quoted(object.name()) + part + ")";
        return AlterSource.change(head, o.from(), o.to(), JavaText::quoted);
    }

    @Override
    public Code grantPrivileges(GrantPrivileges o) {
        return privileges("grant", o.privileges(), place(o.kind(), o.on()), o.role(), o.on());
    }

    @Override
    public Code revokePrivileges(RevokePrivileges o) {
        return privileges("revoke", o.privileges(), place(o.kind(), o.on()), o.role(), o.on());
    }

    private Code privileges(String word, List<String> privileges, String place, String role, ObjectName on) {
        return Code.Line.of(
                scoped(op, on) + "." + word + "(" + quoted(privileges) + ")", place, ".role(" + quoted(role) + ")");
    }

    private static String place(Grantable kind, ObjectName on) {
        return switch (kind) {
            case TABLE -> ".onTable(" + quoted(on.name()) + ")";
            case SEQUENCE -> ".onSequence(" + quoted(on.name()) + ")";
            case SCHEMA -> ".onSchema(" + quoted(on.name()) + ")";
        };
    }
}
