package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change to objects known by their definition, options, row security and default privileges. */
public sealed interface DefinitionOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    @Override
    default DatabaseSchema applyTo(DatabaseSchema before) {
        return before;
    }

    /** A visitor of these operations. */
    interface Visitor<R> {
        R changeDefinition(ChangeDefinition operation);

        R changeOption(ChangeOption operation);

        R changeRowSecurity(ChangeRowSecurity operation);

        R changeDefaultPrivileges(ChangeDefaultPrivileges operation);
    }

    /**
     * Creates, replaces or drops an object by its definition.
     *
     * @param from the definition before, for the inverse; its value is {@code null} if there is no such object before
     * @param to the definition after; {@code null} drops the object
     */
    record ChangeDefinition(
            DefinedObject object,
            @Nullable Previous<String> from,
            @Nullable String to) implements DefinitionOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                String missing = to == null ? "drop(…).was(definition)" : "replace(…).from(definition).to(definition)";
                throw IrreversibleException.missingHint(this, missing);
            }
            return new ChangeDefinition(object, Previous.of(to), from.value());
        }

        /** Whether the object exists before, as far as known. */
        public boolean isCreated() {
            return from != null && from.value() == null;
        }

        @Override
        public String describe() {
            return (to == null ? "drop " : isCreated() ? "create " : "replace ") + object;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeDefinition(this);
        }
    }

    /** Relations with options of their own. */
    enum OptionKind {
        INDEX,
        VIEW,
        MATERIALIZED_VIEW;

        /** The words of {@code alter}: {@code materialized view}. */
        public String keyword() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Sets an option of an index or view, such as {@code security_invoker}; {@code null} is the server's default. */
    record ChangeOption(
            OptionKind kind,
            ObjectName relation,
            String option,
            @Nullable Previous<String> from,
            @Nullable String to) implements DefinitionOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, ".from(…) or .fromNone()");
            }
            return new ChangeOption(kind, relation, option, Previous.of(to), from.value());
        }

        /** The schema holds the parameters of indexes, but not the options of views. */
        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return kind == OptionKind.INDEX ? SchemaEffects.withIndexOption(before, relation, option, to) : before;
        }

        @Override
        public String describe() {
            return (to == null ? "reset " : "set ") + option + " of " + kind.keyword() + " " + relation
                    + (to == null ? "" : " to " + to);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeOption(this);
        }
    }

    /** Which rows of a table policies govern. */
    enum RowSecurity {
        ENABLE,
        DISABLE,
        FORCE,
        NO_FORCE;

        /** The SQL: {@code no force}. */
        public String keyword() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        RowSecurity opposite() {
            return switch (this) {
                case ENABLE -> DISABLE;
                case DISABLE -> ENABLE;
                case FORCE -> NO_FORCE;
                case NO_FORCE -> FORCE;
            };
        }
    }

    /** Enables or disables the policies of a table, for its owner too with {@code force}. */
    record ChangeRowSecurity(ObjectName table, RowSecurity to) implements DefinitionOperation {

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return switch (to) {
                case ENABLE, DISABLE -> SecurityEffects.enable(before, table, to == RowSecurity.ENABLE);
                case FORCE, NO_FORCE -> SecurityEffects.force(before, table, to == RowSecurity.FORCE);
            };
        }

        @Override
        public Operation inverse() {
            return new ChangeRowSecurity(table, to.opposite());
        }

        @Override
        public String describe() {
            return to.keyword() + " row level security of " + table;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeRowSecurity(this);
        }
    }

    /**
     * Grants or revokes privileges on objects that the current role will create.
     *
     * @param schema of the objects; {@code null} is every schema
     * @param objects {@code tables}, {@code sequences}, {@code functions}, {@code types} or {@code schemas}
     */
    record ChangeDefaultPrivileges(
            boolean grant, @Nullable String schema, List<String> privileges, String objects, String role)
            implements DefinitionOperation {

        public ChangeDefaultPrivileges {
            privileges = List.copyOf(privileges);
        }

        @Override
        public Operation inverse() {
            return new ChangeDefaultPrivileges(!grant, schema, privileges, objects, role);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SecurityEffects.changeDefaults(
                    before, SecurityEffects.defaults(before.serverVersion(), schema, privileges, objects, role), grant);
        }

        @Override
        public String describe() {
            return (grant ? "grant " : "revoke ") + String.join(", ", privileges) + " on future " + objects
                    + (schema == null ? "" : " of schema " + schema) + (grant ? " to " : " from ") + role;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeDefaultPrivileges(this);
        }
    }
}
