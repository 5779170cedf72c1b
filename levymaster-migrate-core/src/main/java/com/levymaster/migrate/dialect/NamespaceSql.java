package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.operation.NamespaceOperation;
import com.levymaster.migrate.operation.NamespaceOperation.Commented;
import com.levymaster.migrate.schema.Extension;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Schemas, extensions, comments and privileges. */
interface NamespaceSql extends Family, NamespaceOperation.Visitor<List<Statement>> {

    /** Words of letters; a privilege is no identifier, so nothing can be quoted. */
    Pattern PRIVILEGE = Pattern.compile("[a-zA-Z]+( [a-zA-Z]+)*");

    @Override
    default List<Statement> createSchema(NamespaceOperation.CreateSchema operation) {
        return Family.one("create schema " + quote(operation.name()));
    }

    @Override
    default List<Statement> dropSchema(NamespaceOperation.DropSchema operation) {
        return Family.one("drop schema " + quote(operation.name()));
    }

    @Override
    default List<Statement> createExtension(NamespaceOperation.CreateExtension operation) {
        Extension extension = operation.extension();
        return Family.one("create extension " + quote(extension.name())
                + (extension.schema() == null ? "" : " with schema " + quote(extension.schema())));
    }

    @Override
    default List<Statement> dropExtension(NamespaceOperation.DropExtension operation) {
        return Family.one("drop extension " + quote(operation.name()));
    }

    @Override
    default List<Statement> changeComment(NamespaceOperation.ChangeComment operation) {
        Commented on = operation.on();
        String text = operation.to();
        return List.of(
                switch (on.kind()) {
                    case COLUMN, ATTRIBUTE -> Comment.onColumn(on.object(), part(on), text);
                    case CONSTRAINT -> Comment.onConstraint(on.object(), part(on), text);
                    case INDEX -> Comment.onIndex(on.object(), part(on), text);
                    case COMPOSITE -> Comment.on("type", quote(on.object()), text);
                    case TABLE, SEQUENCE, TYPE, DOMAIN, VIEW, MATERIALIZED_VIEW ->
                        Comment.on(words(on.kind()), quote(on.object()), text);
                });
    }

    @Override
    default List<Statement> grantPrivileges(NamespaceOperation.GrantPrivileges operation) {
        return List.of(grant(operation));
    }

    static Statement grant(NamespaceOperation.GrantPrivileges operation) {
        return Statement.of("grant " + privileges(operation.privileges()) + " on " + words(operation.kind()) + " "
                + quote(operation.on()) + " to " + role(operation.role()));
    }

    @Override
    default List<Statement> revokePrivileges(NamespaceOperation.RevokePrivileges operation) {
        return Family.one("revoke " + privileges(operation.privileges()) + " on " + words(operation.kind()) + " "
                + quote(operation.on()) + " from " + role(operation.role()));
    }

    private static String part(Commented on) {
        String part = on.part();
        if (part == null) {
            throw new MigrateException(
                    "A comment is to go on a " + words(on.kind()) + " of " + on.object() + ", but on which?",
                    "name the " + words(on.kind()));
        }
        return part;
    }

    private static String words(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String privileges(List<String> privileges) {
        for (String privilege : privileges) {
            if (!PRIVILEGE.matcher(privilege).matches()) {
                throw new MigrateException(
                        "'" + privilege + "' is not a privilege.",
                        "take one of PostgreSQL's words, such as select, insert, update, delete, usage or all");
            }
        }
        return String.join(", ", privileges).toLowerCase(Locale.ROOT);
    }

    /** {@code public} is all roles, and a word of the grammar rather than a name. */
    private static String role(String role) {
        return role.equalsIgnoreCase("public") ? "public" : quote(role);
    }
}
