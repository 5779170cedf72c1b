package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@code create index concurrently} that is written as SQL. When it fails, it leaves an invalid index as the operation does.
 *
 * @param name of the index; {@code null} where the server chooses it
 * @param table as written, perhaps with its schema
 */
record ConcurrentIndexSql(@Nullable String name, String table) {

    /** In bytes. */
    private static final int MAXIMAL_NAME = 63;

    private static final String INVALID = """
            select n.nspname, c.relname
            from pg_catalog.pg_index i
              join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) i.indexrelid
              join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where not i.indisvalid and i.indrelid operator(pg_catalog.=) pg_catalog.to_regclass(?)""";

    private static final String NOT_BUILT = """

              and not exists (select from pg_catalog.pg_stat_progress_create_index p
                where p.index_relid operator(pg_catalog.=) i.indexrelid)""";

    /** Empty for any other statement. */
    static Optional<ConcurrentIndexSql> of(String sql) {
        SqlTokens tokens = SqlTokens.of(sql);
        int at = tokens.at(1, "unique") ? 2 : 1;
        if (!tokens.at(0, "create") || !tokens.at(at, "index") || !tokens.at(at + 1, "concurrently")) {
            return Optional.empty();
        }
        at += tokens.at(at + 2, "if") ? 5 : 2;
        boolean named = !tokens.at(at, "on");
        int on = named ? at + 1 : at;
        if (!tokens.at(on, "on") || tokens.tokens().size() < on + 3) {
            return Optional.empty();
        }
        int from = tokens.at(on + 1, "only") ? on + 2 : on + 1;
        int end = from + 1;
        while (tokens.at(end, ".")) {
            end += 2;
        }
        return Optional.of(new ConcurrentIndexSql(
                named ? tokens.tokens().get(at).identifier() : null,
                tokens.tokens().subList(from, Math.min(end, tokens.tokens().size())).stream()
                        .map(Token::text)
                        .collect(Collectors.joining())));
    }

    /** The invalid indexes of the table, of which another session may build one. */
    Set<ObjectName> invalid(Connection connection) throws SQLException {
        return read(connection, INVALID);
    }

    /** Those of them that this statement may have left: no other session builds them, and they have its name, if it has one. */
    Set<ObjectName> left(Connection connection) throws SQLException {
        return read(connection, INVALID + NOT_BUILT).stream()
                .filter(index -> name == null || hasName(index))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Whether the failure may have left an index. A name that is taken is that of another one; without a name, the index of
     * a session for which this one has waited cannot be told from its own.
     */
    boolean mayHaveLeft(SQLException failure) {
        return !isNameTaken(failure) && !(name == null && SqlStates.isLockNotAvailable(failure));
    }

    /** Whether a build has failed since there is a relation of its name, which another session may be building. */
    static boolean isNameTaken(Throwable failure) {
        return failure instanceof SQLException sql && "42P07".equals(sql.getSQLState());
    }

    private Set<ObjectName> read(Connection connection, String sql) throws SQLException {
        Set<ObjectName> found = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(ObjectName.of(row.getString(1), row.getString(2)));
                }
            }
        }
        return found;
    }

    /** Those that have the name of this one. */
    Set<ObjectName> invalidOfName(Connection connection) throws SQLException {
        return invalid(connection).stream().filter(this::hasName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The server cuts a name after 63 bytes. */
    private boolean hasName(ObjectName index) {
        return name != null
                && (name.equals(index.name())
                        || bytes(name) > MAXIMAL_NAME
                                && name.startsWith(index.name())
                                && bytes(index.name()) > MAXIMAL_NAME - 4);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
