package com.levymaster.migrate.schema;

import java.util.Set;
import java.util.stream.Collectors;

/** Kinds of objects with privileges. */
public enum GrantableKind {
    /** A table or a view. */
    TABLE(Set.of("select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain")),
    SEQUENCE(Set.of("usage", "select", "update")),
    SCHEMA(Set.of("usage", "create"));

    private final Set<String> privileges;

    GrantableKind(Set<String> privileges) {
        this.privileges = privileges;
    }

    /** Returns all privileges of the kind, in lower case; {@code maintain} since PostgreSQL 17. */
    public Set<String> privileges() {
        return privileges;
    }

    /** Returns all privileges that the kind has on a server of this major version. */
    public Set<String> privileges(int serverVersion) {
        return privileges.stream()
                .filter(privilege -> serverVersion >= 17 || !privilege.equals("maintain"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
