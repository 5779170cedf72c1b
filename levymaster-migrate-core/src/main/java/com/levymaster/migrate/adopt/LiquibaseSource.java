package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.liquibase.ChangeSetKey;
import com.levymaster.migrate.liquibase.LiquibaseHistory;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import com.levymaster.migrate.liquibase.LiquibaseProject;
import com.levymaster.migrate.liquibase.LiquibaseRow;
import com.levymaster.migrate.liquibase.LiquibaseTarget;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adopts a database of Liquibase: its history says which change sets were run. They are revisions that the application has
 * already, with an id computed from file, id and author, or are written from the change logs.
 */
public final class LiquibaseSource implements AdoptionSource {

    @Override
    public String name() {
        return "liquibase";
    }

    @Override
    public boolean fits(ExistingDatabase found) {
        return found.history(Tool.LIQUIBASE).isPresent();
    }

    @Override
    public Adoption plan(AdoptionRequest request) {
        LiquibaseOptions options = request.liquibase();
        HistoryTable table = HistoryTable.find(request.found(), Tool.LIQUIBASE, options.table());
        refuseLocked(request, table);
        LiquibaseHistory history = new LiquibaseHistory(rows(table, request.connection()));
        Target target = request.target();
        boolean compiled = ids(request).stream().anyMatch(ChangeSetKey::isRevision);
        if (compiled || target == null) {
            return ofCompiled(history, request);
        }
        String schema = schema(request.connection());
        ConvertedProject project = LiquibaseProject.read(
                directories(target), options, history, target(table, options, request.connection(), schema));
        return Adoption.of(name(), project, otherSchema(table, options, schema));
    }

    /** In which change logs are looked for; in several modules, the resources are not those of the working directory. */
    private static List<Path> directories(Target target) {
        return Stream.of(target.resources(), target.project().resolve("src/main/resources"), target.project())
                .filter(Objects::nonNull)
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .filter(Files::isDirectory)
                .toList();
    }

    private static String schema(Connection connection) {
        try {
            return Objects.requireNonNullElse(connection.getSchema(), "public");
        } catch (SQLException e) {
            throw HistoryTable.unreadable(e);
        }
    }

    /** A remark if change sets may run in another schema here than for Liquibase; {@code null} if they do not. */
    private static @Nullable String otherSchema(HistoryTable table, LiquibaseOptions options, String schema) {
        String theirs = options.defaultSchema();
        boolean apart = theirs == null && options.historySchema() != null;
        if (apart || schema.equals(theirs == null ? table.schema() : theirs)) {
            return null;
        }
        String where = theirs == null
                ? "the history of Liquibase is in the schema " + table.schema()
                : "the change sets of Liquibase are in the schema " + theirs;
        return where + ", and this connection is in " + schema
                + ": set that of its change sets, for example with ?currentSchema="
                + (theirs == null ? table.schema() : theirs) + " in the URL";
    }

    private static void refuseLocked(AdoptionRequest request, HistoryTable history) {
        String wanted = request.liquibase().lockTable();
        List<String> held = request.found().locks().stream()
                .filter(lock -> history.schema().equals(lock.schema()))
                .filter(lock -> wanted == null || lock.name().equalsIgnoreCase(wanted))
                .map(lock -> new HistoryTable(Tool.LIQUIBASE, history.schema(), lock.name()))
                .flatMap(lock -> lock
                        .rows(
                                request.connection(),
                                "locked, lockgranted, lockedby",
                                "id",
                                row -> row.getBoolean(1)
                                        ? lock + " is held since " + row.getString(2) + " by " + row.getString(3)
                                        : "")
                        .stream())
                .filter(text -> !text.isEmpty())
                .toList();
        if (!held.isEmpty()) {
            throw new MigrationException(
                    "The lock of Liquibase is held: " + String.join("; ", held) + ". Nothing was changed.",
                    "wait until Liquibase has finished; if that process is no more, run `liquibase release-locks`, or set the"
                            + " column locked of that table to false.");
        }
    }

    static List<LiquibaseRow> rows(HistoryTable table, Connection connection) {
        return table.rows(
                connection,
                "filename, id, author, coalesce(exectype, 'EXECUTED'), md5sum, tag",
                "orderexecuted, dateexecuted",
                row -> new LiquibaseRow(
                        new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }

    private static LiquibaseTarget target(
            HistoryTable table, LiquibaseOptions options, Connection connection, String schema) {
        try {
            return new LiquibaseTarget(
                    connection.getMetaData().getDatabaseMajorVersion(),
                    Objects.requireNonNullElse(options.defaultSchema(), schema),
                    table.schema(),
                    table.name());
        } catch (SQLException e) {
            throw HistoryTable.unreadable(e);
        }
    }

    private static Set<String> ids(AdoptionRequest request) {
        Set<String> ids = request.revisions().graph().headers().stream()
                .map(RevisionHeader::id)
                .collect(Collectors.toCollection(HashSet::new));
        request.revisions().repeatables().all().forEach(repeatable -> ids.add(repeatable.name()));
        return ids;
    }

    /** Of a further database: what it has run must be a beginning of the line that the application has. */
    private Adoption ofCompiled(LiquibaseHistory history, AdoptionRequest request) {
        RevisionGraph graph = request.revisions().graph();
        List<String> problems = history.problems();
        Set<String> run = history.keys().stream().map(ChangeSetKey::revision).collect(Collectors.toSet());
        if (ids(request).stream().noneMatch(ChangeSetKey::isRevision)) {
            problems.add("this application has no revisions of change sets: write the files with"
                    + " `db adopt --from liquibase` in the project, and deploy them");
        } else {
            unknown(history, request, problems);
        }
        List<RevisionHeader> applied = graph.headers().stream()
                .filter(header -> run.contains(header.id()))
                .toList();
        List<RevisionHeader> ancestors =
                graph.ancestors(applied.stream().map(RevisionHeader::id).toList());
        ancestors.stream()
                .filter(header -> !applied.contains(header))
                .forEach(header -> problems.add(
                        header.title() + " is not run, and one after it is: run `liquibase update` first"));
        if (!problems.isEmpty()) {
            throw new MigrationException(
                    "The history of Liquibase does not fit this application:\n  - " + String.join("\n  - ", problems)
                            + "\nNothing was changed.",
                    request.target() == null
                            ? "mend what is listed, and start again."
                            : "mend what is listed, and start again; if an earlier `db adopt` was interrupted before it wrote"
                                    + " all files, delete them, compile, and run it again.");
        }
        return new Adoption(name(), List.of(), ancestors, List.of());
    }

    private static void unknown(LiquibaseHistory history, AdoptionRequest request, List<String> problems) {
        if (request.liquibase().accepted().contains(Accepted.MISSING)) {
            return;
        }
        List<String> ids = new ArrayList<>(ids(request));
        history.executed().stream()
                .filter(key ->
                        ids.stream().noneMatch(id -> id.equals(key.revision()) || id.startsWith(key.revision() + "_")))
                .forEach(key -> problems.add(key + " was run, and this application has no revision of it;"
                        + " levymaster.migrate.liquibase.accept=missing leaves it out"));
    }
}
