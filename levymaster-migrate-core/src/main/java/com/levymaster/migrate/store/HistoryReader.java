package com.levymaster.migrate.store;

import com.levymaster.migrate.store.HistoryEntry.Author;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the history table. */
public final class HistoryReader {

    /** A table of an earlier version lacks the column until the next run. */
    private static final String GUARDS = "pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(h), 'guards')";

    /** Only applications with modules have the column. */
    private static final String MODULE = "pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(h), 'module')";

    private static final String COLUMNS = "id, run, event, revision, message, recorded_at, duration_ms, checksum,"
            + " operations, database_user, os_user, host, application, application_version, error, " + GUARDS
            + ", step";

    private static final String FILTER = " where (?::pg_catalog.text is null or event operator(pg_catalog.=) ?)"
            + " and (?::pg_catalog.text is null or revision operator(pg_catalog.=) ?)";

    private final Connection connection;
    private final String table;

    /** @param tables the names of the tables */
    public HistoryReader(Connection connection, TableNames tables) {
        this.connection = connection;
        this.table = tables.qualifiedHistory();
    }

    /** All entries, newest first. */
    public List<HistoryEntry> all() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select " + COLUMNS + " from " + table + " h order by id desc")) {
            return entries(rows);
        }
    }

    /** Reads the modules of these revisions, as far as they are recorded, by id. */
    public Map<String, String> modules(Collection<String> revisions) throws SQLException {
        String sql = "select distinct on (revision) revision, " + MODULE + " from " + table
                + " h where revision operator(pg_catalog.=) any (?) and " + MODULE
                + " is not null order by revision, id desc";
        Map<String, String> modules = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", revisions.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    modules.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return modules;
    }

    /** Reads one page of the history. */
    public HistoryPage page(HistoryQuery query) throws SQLException {
        long total = count(query);
        String sql = "select " + COLUMNS + " from " + table + " h" + FILTER + " order by id desc limit ? offset ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            filter(select, query);
            select.setInt(5, query.limit());
            select.setLong(6, query.offset());
            try (ResultSet rows = select.executeQuery()) {
                return new HistoryPage(entries(rows), total);
            }
        }
    }

    /** Those of the given revisions whose last event is a failure, or the start, end or repair of a step outside of a transaction. */
    public Set<String> unfinished(Collection<String> revisions) throws SQLException {
        Set<String> unfinished = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(selectUnfinished(table))) {
            select.setArray(1, connection.createArrayOf("text", revisions.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    unfinished.add(rows.getString(1));
                }
            }
        }
        return unfinished;
    }

    /** Returns the query of {@link #unfinished}, whose parameter is the array of the revisions. */
    static String selectUnfinished(String table) {
        return "select revision from (select distinct on (revision) revision, event, step from " + table
                + " where revision operator(pg_catalog.=) any(?) order by revision, id desc) latest"
                + " where event operator(pg_catalog.=) any(array['failure', 'started', 'finished'])"
                + " or event operator(pg_catalog.=) 'repair' and step is not null";
    }

    /** The results of conditional steps of a revision, since it was last reverted, stamped or forgotten. */
    public List<String> guardsSinceReverted(String revision) throws SQLException {
        String sql = "select " + GUARDS + " from " + table + " h where revision operator(pg_catalog.=) ? and " + GUARDS
                + " is not null and id operator(pg_catalog.>) coalesce((select pg_catalog.max(e.id) from " + table
                + " e where e.revision operator(pg_catalog.=) ? and e.step is null"
                + " and e.event operator(pg_catalog.=) any(array['downgrade', 'stamp', 'unstamp', 'adopt'])), 0)";
        List<String> guards = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, revision);
            select.setString(2, revision);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    guards.add(rows.getString(1));
                }
            }
        }
        return guards;
    }

    private long count(HistoryQuery query) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select pg_catalog.count(*) from " + table + FILTER)) {
            filter(select, query);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static void filter(PreparedStatement select, HistoryQuery query) throws SQLException {
        HistoryEvent event = query.event();
        String kind = event == null ? null : event.databaseValue();
        select.setString(1, kind);
        select.setString(2, kind);
        select.setString(3, query.revision());
        select.setString(4, query.revision());
    }

    private static List<HistoryEntry> entries(ResultSet rows) throws SQLException {
        List<HistoryEntry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(entry(rows));
        }
        return entries;
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getLong(1),
                row.getString(2),
                HistoryEvent.of(row.getString(3)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong(7)),
                row.getString(8),
                row.getString(9),
                new Author(
                        row.getString(10), row.getString(11), row.getString(12), row.getString(13), row.getString(14)),
                row.getString(15),
                row.getString(16),
                row.getString(17));
    }
}
