package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.GrantEffects;
import java.util.List;

/** A change to the privileges of a role. */
public sealed interface PrivilegeOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R grantPrivileges(GrantPrivileges operation);

        R revokePrivileges(RevokePrivileges operation);
    }

    /**
     * Grants a role privileges on a table, view, sequence or schema.
     *
     * @param kind the kind of the object
     * @param privileges in lower case, such as {@code select}
     */
    record GrantPrivileges(GrantableKind kind, ObjectName on, List<String> privileges, String role)
            implements PrivilegeOperation {

        public GrantPrivileges {
            privileges = List.copyOf(privileges);
        }

        @Override
        public Operation inverse() {
            return new RevokePrivileges(kind, on, privileges, role);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return GrantEffects.of(before, kind, on, role).grant(privileges);
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
     * Revokes privileges from a role.
     */
    record RevokePrivileges(GrantableKind kind, ObjectName on, List<String> privileges, String role)
            implements PrivilegeOperation {

        public RevokePrivileges {
            privileges = List.copyOf(privileges);
        }

        @Override
        public Operation inverse() {
            return new GrantPrivileges(kind, on, privileges, role);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return GrantEffects.of(before, kind, on, role).revoke(privileges);
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
