package com.levymaster.migrate.store;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.store.HistoryEntry.Author;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of the history table: only ever added to. */
public final class HistoryStore {

    private static final String COLUMNS = "run, event, revision, message, duration_ms, checksum, operations, os_user,"
            + " host, application, application_version, error, sql";

    private final TableNames tables;
    private final Dialect dialect;
    private final String run;
    private final Author author;

    /**
     * @param run names the command that writes
     * @param author who writes; the server itself adds its user
     */
    public HistoryStore(TableNames tables, Dialect dialect, String run, Author author) {
        this.tables = tables;
        this.dialect = dialect;
        this.run = run;
        this.author = author;
    }

    /** The statement that adds an event. */
    public String insert(Event event) {
        Stream<Object> values = Stream.of(
                run,
                event.kind().name().toLowerCase(Locale.ROOT),
                event.revision().id(),
                event.revision().message(),
                event.duration().toMillis());
        String optional = Stream.of(
                        event.checksum(),
                        event.operations(),
                        author.osUser(),
                        author.host(),
                        author.application(),
                        author.applicationVersion(),
                        event.error(),
                        event.sql())
                .map(dialect::literal)
                .collect(Collectors.joining(", "));
        String required = values.map(dialect::literal).collect(Collectors.joining(", "));
        return "insert into " + tables.qualifiedHistory() + " (" + COLUMNS + ") values (" + required + ", " + optional
                + ")";
    }

    /** All events, the newest first. */
    public static List<HistoryEntry> all(Connection connection, TableNames tables) throws SQLException {
        String sql = "select id, run, event, revision, message, recorded_at, duration_ms, checksum, operations,"
                + " database_user, os_user, host, application, application_version, error from "
                + tables.qualifiedHistory() + " order by id desc";
        List<HistoryEntry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        }
        return entries;
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getLong(1),
                row.getString(2),
                HistoryEntry.Event.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong(7)),
                row.getString(8),
                row.getString(9),
                new Author(
                        row.getString(10), row.getString(11), row.getString(12), row.getString(13), row.getString(14)),
                row.getString(15));
    }
}
