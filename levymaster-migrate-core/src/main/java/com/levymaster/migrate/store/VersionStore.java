package com.levymaster.migrate.store;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the version table: one for each applied revision, so that heads are computed and never patched.
 *
 * <p>Statements that write come as text, because the runner sends them together with those of the revision.
 */
public final class VersionStore {

    /** No id has a colon. */
    private static final String SEPARATOR = ":";

    private static final String SAVEPOINT = "levymaster_bootstrap";

    private final TableNames tables;
    private final Dialect dialect;

    public VersionStore(TableNames tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    public TableNames tables() {
        return tables;
    }

    /**
     * The one statement of a start with nothing to do: which of these revisions are applied, and whether anything else is
     * unusual. Where the session has a temporary table, or view, that could stand in for ours, no row counts.
     *
     * <p>It reads no catalog: on a new connection each further relation costs as much as the question itself. The ids of all
     * rows are only read when there are more or fewer than expected.
     *
     * @param expected how many rows there are when the revisions and their ancestors are applied, and nothing else
     */
    public static LatestRows latest(
            Connection connection, TableNames tables, Collection<String> revisions, int expected) throws SQLException {
        String version = tables.qualifiedVersion();
        String temporary = TableNames.text("pg_temp." + TableNames.quote(tables.version()));
        String sql = "select revision, (select revision from " + version + " order by ordinal desc limit 1),"
                + " case when (select pg_catalog.count(*) from " + version + ") operator(pg_catalog.<>) " + expected
                + " then (select pg_catalog.string_agg(revision, '" + SEPARATOR + "') from " + version + ") end from "
                + version + " where revision operator(pg_catalog.=) any(pg_catalog.string_to_array(?, '" + SEPARATOR
                + "')) and pg_catalog.to_regclass(" + temporary + ") is null";
        Set<String> found = new HashSet<>();
        String last = null;
        String all = null;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, String.join(SEPARATOR, revisions));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                    last = rows.getString(2);
                    all = rows.getString(3);
                }
            }
        } catch (SQLException e) {
            throw VersionTableException.translated(e, version);
        }
        return new LatestRows(found, last, all == null ? Set.of() : Set.of(all.split(SEPARATOR)));
    }

    /**
     * What the one statement answers.
     *
     * @param found those of the given revisions that are applied
     * @param last the revision that was applied last; {@code null} when none was found
     * @param all the ids of all rows, where there are more or fewer than expected; else empty
     */
    public record LatestRows(Set<String> found, @Nullable String last, Set<String> all) {

        public LatestRows {
            found = Set.copyOf(found);
            all = Set.copyOf(all);
        }
    }

    /** Whether the version table is there. */
    public boolean exists(Connection connection) throws SQLException {
        return exists(connection, tables.qualifiedVersion());
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_catalog.to_regclass(?) is not null")) {
            select.setString(1, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Creates the schema and the tables that are not there. To be called under the lock, which those need not heed who
     * use another key: what somebody else made in the same moment is as good.
     *
     * @param schemaToo whether the schema is not there
     * @param empty whether neither table is there: then all is made at once, as long as nobody is faster
     */
    public void create(Connection connection, boolean schemaToo, boolean empty) throws SQLException {
        List<String> schema = schemaToo && tables.schema() != null
                ? List.of("create schema " + TableNames.quote(tables.schema()))
                : List.of();
        List<String> all = Stream.of(schema, VersionTableDdl.versions(tables), VersionTableDdl.history(tables))
                .flatMap(List::stream)
                .toList();
        if (empty && attempt(connection, all)) {
            return;
        }
        if (!schema.isEmpty()) {
            attempt(connection, schema);
        }
        if (!exists(connection, tables.qualifiedVersion())) {
            attempt(connection, VersionTableDdl.versions(tables));
        }
        if (!exists(connection, tables.qualifiedHistory())) {
            attempt(connection, VersionTableDdl.history(tables));
        }
    }

    /** Adds what a table of an earlier version lacks; rows stay as they are. To be called under the lock. */
    public void complete(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : VersionTableDdl.added(tables)) {
                statement.execute(sql);
            }
        }
    }

    /** All of the statements, or none when somebody else was faster. */
    private static boolean attempt(Connection connection, List<String> statements) throws SQLException {
        boolean autocommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("savepoint " + SAVEPOINT);
            for (String sql : statements) {
                statement.addBatch(sql);
            }
            statement.addBatch("release savepoint " + SAVEPOINT);
            statement.executeBatch();
            return true;
        } catch (SQLException e) {
            SQLException reason = e.getNextException() == null ? e : e.getNextException();
            takeBack(connection);
            if (!SqlStates.isConcurrentCreate(reason)) {
                throw reason;
            }
            return false;
        } finally {
            if (autocommit) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void takeBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback to savepoint " + SAVEPOINT);
        }
    }

    /** The statements that make our tables, for an offline script. */
    public List<String> createStatements() {
        return VersionTableDdl.statements(tables);
    }

    /**
     * The ids of all applied revisions, in the order they were applied.
     *
     * @throws VersionTableException when the table has another shape, or rows that cannot be ours
     */
    public Set<String> applied(Connection connection) throws SQLException {
        Set<String> ids = new LinkedHashSet<>();
        List<String> faults = new ArrayList<>();
        String sql = "select revision from " + tables.qualifiedVersion() + " order by ordinal";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String id = rows.getString(1);
                if (id == null || id.isBlank()) {
                    faults.add(id == null ? "a row without a revision" : "a row with the blank revision '" + id + "'");
                } else if (!ids.add(id)) {
                    faults.add("two rows for " + id);
                }
            }
        } catch (SQLException e) {
            throw VersionTableException.translated(e, tables.qualifiedVersion());
        }
        if (!faults.isEmpty()) {
            throw VersionTableException.malformed(tables.qualifiedVersion(), faults);
        }
        return ids;
    }

    /** Writes a revision as applied; fails on a second row for it, so that no two runs can both have done it. */
    public String insert(String revision) {
        return "insert into " + tables.qualifiedVersion() + " (revision) values (" + dialect.literal(revision) + ")";
    }

    /**
     * Writes a revision as applied, if a condition holds and all revisions that it needs are applied; else no row is
     * written.
     */
    public String insertIf(String condition, RevisionHeader revision, Collection<String> needs) {
        String ground = needs.isEmpty()
                ? ""
                : " and (select pg_catalog.count(*) from " + tables.qualifiedVersion() + " where " + isOneOf(needs)
                        + ") operator(pg_catalog.=) " + needs.size();
        return "insert into " + tables.qualifiedVersion() + " (revision) select " + dialect.literal(revision.id())
                + " where " + condition + ground;
    }

    /** Deletes a revision's row, if a condition holds and no revision that needs it is applied. Exactly one row must go. */
    public String deleteIf(String condition, RevisionHeader revision, Collection<String> dependents) {
        String ground = dependents.isEmpty()
                ? ""
                : " and not exists (select from " + tables.qualifiedVersion() + " where " + isOneOf(dependents) + ")";
        return delete(revision.id()) + " and " + condition + ground;
    }

    private String isOneOf(Collection<String> ids) {
        return "revision operator(pg_catalog.=) any (array["
                + ids.stream().map(dialect::literal).collect(Collectors.joining(", ")) + "])";
    }

    /** Takes a revision out. Exactly one row must go. */
    public String delete(String revision) {
        return "delete from " + tables.qualifiedVersion() + " where revision operator(pg_catalog.=) "
                + dialect.literal(revision);
    }

    /** For a script: ends it with an error where the revision is not applied. */
    public String requireApplied(String revision) {
        return "do $levymaster$ begin if not exists (select from " + tables.qualifiedVersion()
                + " where revision operator(pg_catalog.=) " + dialect.literal(revision) + ") then raise exception "
                + dialect.literal("Revision " + revision + " is not applied here: this script starts elsewhere.")
                + "; end if; end $levymaster$";
    }

    /** Takes all revisions out. */
    public String deleteAll() {
        return "delete from " + tables.qualifiedVersion();
    }
}
