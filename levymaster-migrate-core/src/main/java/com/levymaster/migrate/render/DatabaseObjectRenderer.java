package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.BodyRenderer.scoped;
import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.ExtensionOperation.DropExtension;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;

/** Renders changes to schemas, extensions, comments and privileges. */
record DatabaseObjectRenderer(String op)
        implements SchemaOperation.Visitor<CodeBlock>,
                ExtensionOperation.Visitor<CodeBlock>,
                CommentOperation.Visitor<CodeBlock>,
                PrivilegeOperation.Visitor<CodeBlock> {

    @Override
    public CodeBlock createSchema(CreateSchema o) {
        return CodeBlock.Line.of(op + ".createSchema(" + quoted(o.name()) + ")");
    }

    @Override
    public CodeBlock dropSchema(DropSchema o) {
        return CodeBlock.Line.of(op + ".dropSchema(" + quoted(o.name()) + ")", o.wasEmpty() ? ".wasEmpty()" : "");
    }

    @Override
    public CodeBlock createExtension(CreateExtension o) {
        Extension extension = o.extension();
        ObjectName target = ObjectName.of(extension.schema(), extension.name());
        return CodeBlock.Line.of(scoped(op, target) + ".createExtension(" + quoted(extension.name()) + ")");
    }

    @Override
    public CodeBlock dropExtension(DropExtension o) {
        String drop = op + ".dropExtension(" + quoted(o.name()) + ")";
        if (o.was() == null) {
            return CodeBlock.Line.of(drop);
        }
        String schema = o.was().schema();
        return CodeBlock.Line.of(drop, schema == null ? ".wasInstalled()" : ".wasInstalledIn(" + quoted(schema) + ")");
    }

    @Override
    public CodeBlock changeComment(ChangeComment o) {
        ObjectName object = o.on().object();
        String method = switch (o.on().kind()) {
            case SEQUENCE -> ".sequences().changeComment(";
            case TYPE -> ".types().changeEnumComment(";
            case COMPOSITE -> ".types().changeCompositeComment(";
            case ATTRIBUTE -> ".types().changeAttributeComment(";
            case DOMAIN -> ".types().changeDomainComment(";
            case VIEW -> ".views().changeComment(";
            case MATERIALIZED_VIEW -> ".views().changeMaterializedComment(";
            case TABLE, COLUMN, CONSTRAINT, INDEX ->
                throw new IllegalStateException("Rendered within alterTable: " + o.describe());
        };
        String part = o.on().part() == null ? "" : ", " + quoted(o.on().part());
        String head = scoped(op, object) + method + quoted(object.name()) + part + ")";
        return AlterTableRenderer.change(head, o.from(), o.to(), JavaLiterals::quoted);
    }

    @Override
    public CodeBlock grantPrivileges(GrantPrivileges o) {
        return privileges("grant", o.privileges(), target(o.kind(), o.on()), o.role(), o.on());
    }

    @Override
    public CodeBlock revokePrivileges(RevokePrivileges o) {
        return privileges("revoke", o.privileges(), target(o.kind(), o.on()), o.role(), o.on());
    }

    private CodeBlock privileges(String method, List<String> privileges, String target, String role, ObjectName on) {
        return CodeBlock.Line.of(
                scoped(op, on) + "." + method + "(" + quoted(privileges) + ")", target, ".role(" + quoted(role) + ")");
    }

    private static String target(GrantableKind kind, ObjectName on) {
        return switch (kind) {
            case TABLE -> ".onTable(" + quoted(on.name()) + ")";
            case SEQUENCE -> ".onSequence(" + quoted(on.name()) + ")";
            case SCHEMA -> ".onSchema(" + quoted(on.name()) + ")";
        };
    }
}
