package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A change to a schema, an extension, a comment or a privilege. */
public sealed interface NamespaceOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /**
     * What bears a comment.
     *
     * @param object the table, sequence, type or view itself, or the table that holds the part; of a schema, its name
     * @param part the column, attribute, constraint or index; {@code null} where the object itself is meant
     */
    record Commented(Kind kind, ObjectName object, @Nullable String part) {

        /** Kinds of objects that bear comments. */
        public enum Kind {
            TABLE,
            COLUMN,
            CONSTRAINT,
            INDEX,
            SEQUENCE,
            TYPE,
            COMPOSITE,
            ATTRIBUTE,
            DOMAIN,
            VIEW,
            MATERIALIZED_VIEW
        }

        @Override
        public String toString() {
            return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + object
                    + (part == null ? "" : "." + part);
        }
    }

    /** Answers for every change of this kind. */
    interface Visitor<R> {
        R createSchema(CreateSchema operation);

        R dropSchema(DropSchema operation);

        R createExtension(CreateExtension operation);

        R dropExtension(DropExtension operation);

        R changeComment(ChangeComment operation);

        R grantPrivileges(GrantPrivileges operation);

        R revokePrivileges(RevokePrivileges operation);
    }

    /**
     * Creates a schema.
     */
    record CreateSchema(String name) implements NamespaceOperation {

        @Override
        public Operation inverse() {
            return new DropSchema(name, true);
        }

        @Override
        public Schema applyTo(Schema before) {
            SortedSet<String> all = new TreeSet<>(before.schemas());
            all.add(name);
            return before.withSchemas(all);
        }

        @Override
        public String describe() {
            return "create schema " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createSchema(this);
        }
    }

    /**
     * Drops an empty schema.
     *
     * @param wasEmpty whether the author says that the schema held nothing, so that it can come back
     */
    record DropSchema(String name, boolean wasEmpty) implements NamespaceOperation {

        @Override
        public Operation inverse() {
            if (!wasEmpty) {
                throw IrreversibleException.forgot(this, "dropSchema(\"" + name + "\").wasEmpty()");
            }
            return new CreateSchema(name);
        }

        @Override
        public Schema applyTo(Schema before) {
            SortedSet<String> all = new TreeSet<>(before.schemas());
            all.remove(name);
            return Granting.without(before.withSchemas(all), Grantable.SCHEMA, ObjectName.of(name));
        }

        @Override
        public String describe() {
            return "drop schema " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropSchema(this);
        }
    }

    /**
     * Installs an extension of the server in this database.
     */
    record CreateExtension(Extension extension) implements NamespaceOperation {

        @Override
        public Operation inverse() {
            return new DropExtension(extension.name(), extension);
        }

        @Override
        public Schema applyTo(Schema before) {
            Map<String, Extension> all = new TreeMap<>(before.extensions());
            all.put(extension.name(), extension);
            return before.withExtensions(all);
        }

        @Override
        public String describe() {
            return "create extension " + extension.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createExtension(this);
        }
    }

    /**
     * Removes an extension.
     *
     * @param was the extension as it is, for the way back
     */
    record DropExtension(String name, @Nullable Extension was) implements NamespaceOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.forgot(this, "dropExtension(\"" + name + "\").was(…)");
            }
            return new CreateExtension(was);
        }

        @Override
        public Schema applyTo(Schema before) {
            Map<String, Extension> all = new TreeMap<>(before.extensions());
            all.remove(name);
            return before.withExtensions(all);
        }

        @Override
        public String describe() {
            return "drop extension " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropExtension(this);
        }
    }

    /**
     * Sets or drops the comment of an object.
     *
     * @param from the comment as it is, for the way back
     */
    record ChangeComment(
            Commented on,
            @Nullable Was<String> from,
            @Nullable String to) implements NamespaceOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.forgot(this, "comment(…).from(…) or .fromNone()");
            }
            return new ChangeComment(on, Was.of(to), from.value());
        }

        @Override
        public Schema applyTo(Schema before) {
            return Effects.comment(before, on, to);
        }

        @Override
        public String describe() {
            return (to == null ? "drop comment of " : "comment on ") + on;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeComment(this);
        }
    }

    /**
     * Gives a role privileges on a table, view, sequence or schema.
     *
     * @param kind of the object: the word that SQL wants
     * @param privileges in lower case, such as {@code select}
     */
    record GrantPrivileges(Grantable kind, ObjectName on, List<String> privileges, String role)
            implements NamespaceOperation {

        public GrantPrivileges {
            privileges = List.copyOf(privileges);
        }

        @Override
        public Operation inverse() {
            return new RevokePrivileges(kind, on, privileges, role);
        }

        @Override
        public Schema applyTo(Schema before) {
            return Granting.of(before, kind, on, role).grant(privileges);
        }

        @Override
        public String describe() {
            return "grant " + String.join(", ", privileges) + " on " + on + " to " + role;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.grantPrivileges(this);
        }
    }

    /**
     * Takes privileges away from a role.
     */
    record RevokePrivileges(Grantable kind, ObjectName on, List<String> privileges, String role)
            implements NamespaceOperation {

        public RevokePrivileges {
            privileges = List.copyOf(privileges);
        }

        @Override
        public Operation inverse() {
            return new GrantPrivileges(kind, on, privileges, role);
        }

        @Override
        public Schema applyTo(Schema before) {
            return Granting.of(before, kind, on, role).revoke(privileges);
        }

        @Override
        public String describe() {
            return "revoke " + String.join(", ", privileges) + " on " + on + " from " + role;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.revokePrivileges(this);
        }
    }
}
