package com.levymaster.migrate.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the session of a connection begins, before it is used. It is restored when the connection is returned.
 *
 * @param role that is set, and owns what revisions create; {@code null} for that of the login
 * @param initSql statements that are then executed, each time a connection is taken
 * @param searchPath schemas in which unqualified names are looked up, and in the first of which objects are created; empty for that of
 *     the connection
 */
public record RunSession(@Nullable String role, List<String> initSql, List<String> searchPath) {

    /** As the data source supplies the connection. */
    public static final RunSession DEFAULT = new RunSession(null, List.of(), List.of());

    /** Copies the lists. */
    public RunSession {
        initSql = List.copyOf(initSql);
        searchPath = List.copyOf(searchPath);
    }

    /** Returns a copy with this role. */
    public RunSession withRole(@Nullable String value) {
        return new RunSession(value, initSql, searchPath);
    }

    /** Returns a copy with these statements. */
    public RunSession withInitSql(List<String> value) {
        return new RunSession(role, value, searchPath);
    }

    /** Returns a copy with this search path. */
    public RunSession withSearchPath(List<String> value) {
        return new RunSession(role, initSql, value);
    }

    boolean isDefault() {
        return equals(DEFAULT);
    }
}
