package com.levymaster.migrate.store;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry.Author;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import com.levymaster.migrate.store.HistorySnapshot.UnknownEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes and reads the history table, which is append-only. */
public final class HistoryStore {

    private static final String COLUMNS = "run, event, revision, message, duration_ms, checksum, operations, os_user,"
            + " host, application, application_version, error, sql, step";

    /** Whether this version can interpret an entry; the step of a repair may name an index. */
    private static final String KNOWN = "(event operator(pg_catalog.=) any (array['"
            + String.join("', '", HistoryEvent.databaseValues())
            + "']) and (step is null or step operator(pg_catalog.~) '" + StepPosition.FORM
            + "' or event operator(pg_catalog.=) 'repair' and pg_catalog.starts_with(step, 'index ')))";

    private static final String REPAIR = "event operator(pg_catalog.=) 'repair'";

    private static final String SINCE_BEGIN = ", pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()"
            + " operator(pg_catalog.-) pg_catalog.now()) operator(pg_catalog.*) 1000";

    private final TableNames tables;
    private final Dialect dialect;
    private final String run;
    private final Author author;

    /**
     * @param run identifies the command run that writes
     * @param author who writes; the server adds its user
     */
    public HistoryStore(TableNames tables, Dialect dialect, String run, Author author) {
        this.tables = tables;
        this.dialect = dialect;
        this.run = run;
        this.author = author;
    }

    /** The statement that adds an entry. */
    public String insert(NewHistoryEntry event) {
        return into(event) + " values (" + values(event, dialect.literal(milliseconds(event))) + ")";
    }

    /** The statement that adds an entry of one kind for each of these revisions. */
    public String insertAll(HistoryEvent kind, List<RevisionHeader> revisions) {
        boolean modules = revisions.stream().anyMatch(header -> !header.module().isEmpty());
        return "insert into " + tables.qualifiedHistory() + " (" + COLUMNS + (modules ? ", module" : "") + ") values "
                + revisions.stream()
                        .map(header -> NewHistoryEntry.of(kind, header, Duration.ZERO))
                        .map(event -> "(" + values(event, dialect.literal(0L))
                                + (modules && event.revision().module().isEmpty() ? ", null" : "") + ")")
                        .collect(Collectors.joining(", "));
    }

    /**
     * The statement that adds an entry at the end of a transaction, in one batch with the steps: the duration is at least
     * the time since the transaction began, which only the server knows then.
     */
    public String insertAtEnd(NewHistoryEntry event) {
        return into(event) + " values (" + values(event, "greatest(" + milliseconds(event) + SINCE_BEGIN + ")") + ")";
    }

    /** The statement that adds an entry if the SQL condition holds. */
    public String insertIf(String condition, NewHistoryEntry event) {
        return into(event) + " select " + values(event, dialect.literal(milliseconds(event))) + " where " + condition;
    }

    /** The query for the duration of the entry that {@link #insertAtEnd} has added for the revision. */
    public String durationOf(RevisionHeader revision) {
        return "select duration_ms from " + tables.qualifiedHistory() + " where run operator(pg_catalog.=) "
                + dialect.literal(run) + " and revision operator(pg_catalog.=) " + dialect.literal(revision.id())
                + " and step is null order by id desc limit 1";
    }

    private static long milliseconds(NewHistoryEntry event) {
        return event.duration().toMillis();
    }

    /** Names these columns only if needed, since not every table has them. */
    private String into(NewHistoryEntry event) {
        return "insert into " + tables.qualifiedHistory() + " (" + COLUMNS + (event.guards() == null ? "" : ", guards")
                + (event.revision().module().isEmpty() ? "" : ", module") + ")";
    }

    private String values(NewHistoryEntry event, String duration) {
        Stream<Object> values = Stream.of(
                run,
                event.kind().databaseValue(),
                event.revision().id(),
                event.revision().message());
        String optional = Stream.of(
                        event.checksum(),
                        event.operations(),
                        author.osUser(),
                        author.host(),
                        author.application(),
                        author.applicationVersion(),
                        event.error(),
                        event.sql(),
                        event.step())
                .map(dialect::literal)
                .collect(Collectors.joining(", "));
        String required = values.map(dialect::literal).collect(Collectors.joining(", "));
        return required + ", " + duration + ", " + optional
                + (event.guards() == null ? "" : ", " + dialect.literal(event.guards()))
                + (event.revision().module().isEmpty()
                        ? ""
                        : ", " + dialect.literal(event.revision().module()));
    }

    /** The latest entries of each revision, in one statement. */
    public HistorySnapshot snapshot(Connection connection) throws SQLException {
        String direction = "pg_catalog.split_part(step, ' ', 1)";
        String sql = "select distinct on (revision, " + direction + ", " + KNOWN + ", " + REPAIR
                + ") revision, event, step, checksum, id, "
                + KNOWN + " from " + tables.qualifiedHistory()
                + " where (event operator(pg_catalog.<>) 'failure' or step is not null)"
                + " and event operator(pg_catalog.<>) all (array['applied', 'removed']) order by revision, "
                + direction + ", " + KNOWN + ", " + REPAIR + ", id desc";
        Map<String, LatestEvent> applied = new HashMap<>();
        Map<String, LatestEvent> upgrades = new HashMap<>();
        Map<String, LatestEvent> downgrades = new HashMap<>();
        List<UnknownEntry> unknown = new ArrayList<>();
        Set<String> adopted = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String revision = rows.getString(1);
                String event = rows.getString(2);
                String step = rows.getString(3);
                long id = rows.getLong(5);
                if (!rows.getBoolean(6)) {
                    unknown.add(new UnknownEntry(id, revision, event, step));
                    continue;
                }
                Map<String, LatestEvent> events =
                        step == null ? applied : step.startsWith("downgrade ") ? downgrades : upgrades;
                LatestEvent found = new LatestEvent(id, HistoryEvent.of(event), step, rows.getString(4));
                events.merge(revision, found, (one, other) -> one.id() > other.id() ? one : other);
                if (step == null && found.event() == HistoryEvent.ADOPT) {
                    adopted.add(revision);
                }
            }
        } catch (SQLException e) {
            throw VersionTableException.translated(e, "history table", tables.qualifiedHistory());
        }
        return new HistorySnapshot(applied, upgrades, downgrades, unknown, adopted);
    }

    /** Reads the operations that were recorded with an entry, one per line. */
    public Optional<String> operations(Connection connection, long id) throws SQLException {
        String sql = "select operations from " + tables.qualifiedHistory() + " where id operator(pg_catalog.=) " + id;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
