package com.levymaster.migrate.schema;

import java.util.Set;

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
}
