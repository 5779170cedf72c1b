package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayHistory;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayProject;
import com.levymaster.migrate.flyway.FlywayRow;
import com.levymaster.migrate.flyway.FlywayVersion;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adopts a database of Flyway: its history says which versions are applied. They are revisions that the application has
 * already, with the id {@code v} and the version, or are written from Flyway's files.
 */
public final class FlywaySource implements AdoptionSource {

    @Override
    public String name() {
        return "flyway";
    }

    @Override
    public boolean fits(ExistingDatabase found) {
        return found.history(Tool.FLYWAY).isPresent();
    }

    @Override
    public Adoption plan(AdoptionRequest request) {
        HistoryTable table =
                HistoryTable.find(request.found(), Tool.FLYWAY, request.flyway().table());
        FlywayHistory history = FlywayHistory.of(rows(table, request.connection()));
        TreeMap<FlywayVersion, RevisionHeader> compiled =
                compiled(request.revisions().graph());
        Target target = request.target();
        if (!compiled.isEmpty() || target == null) {
            return ofCompiled(history, compiled, request);
        }
        FlywayOptions options = request.flyway();
        FlywayProject project = FlywayProject.read(
                target.project(),
                target.packageName(),
                options.withBuiltIn(builtIn(request.connection(), table)),
                history);
        return Adoption.of(name(), project.converted(), table.otherSchema(request.connection()));
    }

    static List<FlywayRow> rows(HistoryTable table, Connection connection) {
        return table.rows(
                connection,
                "installed_rank, version, description, type, script, checksum, success",
                "installed_rank",
                row -> new FlywayRow(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, Integer.class),
                        row.getBoolean(7)));
    }

    private static TreeMap<FlywayVersion, RevisionHeader> compiled(RevisionGraph graph) {
        TreeMap<FlywayVersion, RevisionHeader> compiled = new TreeMap<>();
        graph.headers()
                .forEach(header -> FlywayVersion.ofId(header.id()).ifPresent(version -> compiled.put(version, header)));
        return compiled;
    }

    /** Of a further database: its versions must be a beginning of the line that the application has. */
    private Adoption ofCompiled(
            FlywayHistory history, TreeMap<FlywayVersion, RevisionHeader> compiled, AdoptionRequest request) {
        List<String> problems = history.problems();
        if (compiled.isEmpty()) {
            problems.add("this application has no revision v"
                    + history.applied().keySet().stream()
                            .map(FlywayVersion::text)
                            .reduce((a, b) -> b)
                            .orElse("1")
                    + ": write the files with `db adopt --from flyway` in the project, and deploy them");
        }
        if (!compiled.isEmpty() && !history.applied().isEmpty()) {
            compare(history, compiled, problems);
            compareFiles(history, request.flyway().checksums(), problems);
        }
        if (!problems.isEmpty()) {
            throw new MigrationException(
                    "The history of Flyway does not fit this application:\n  - " + String.join("\n  - ", problems)
                            + "\nNothing was changed.",
                    request.target() == null
                            ? "mend what is listed, and start again."
                            : "mend what is listed, and start again; if an earlier `db adopt` was interrupted before it wrote"
                                    + " all files, delete them, compile, and run it again.");
        }
        List<String> ids = compiled.entrySet().stream()
                .filter(entry ->
                        history.covers(entry.getKey()) || entry.getKey().equals(compiled.firstKey()))
                .map(entry -> entry.getValue().id())
                .toList();
        return new Adoption(name(), List.of(), request.revisions().graph().ancestors(ids), List.of());
    }

    private static void compare(
            FlywayHistory history, TreeMap<FlywayVersion, RevisionHeader> compiled, List<String> problems) {
        FlywayVersion last = history.applied().lastKey();
        FlywayVersion root = compiled.firstKey();
        if (last.compareTo(root) < 0) {
            problems.add("the database is at version " + last + ", and the revisions of this application begin with "
                    + root + ": migrate it with Flyway to that version first");
            return;
        }
        if (!history.covers(root) && history.applied().firstKey().compareTo(root) > 0) {
            problems.add("version " + root + " is not applied, and version " + last + " after it is");
        }
        history.migrations()
                .filter(entry -> entry.getKey().compareTo(root) > 0 && !compiled.containsKey(entry.getKey()))
                .forEach(entry -> problems.add(entry.getValue().title()
                        + " is applied, and this application has no revision v" + entry.getKey()));
        compiled.headMap(last, false).keySet().stream()
                .filter(version -> !version.equals(root) && !history.covers(version))
                .forEach(version -> problems.add("version " + version + " is not applied, and version " + last
                        + " after it is: run Flyway with outOfOrder=true first"));
    }

    /** Of files that are read where they are. */
    private static void compareFiles(FlywayHistory history, Map<String, Integer> checksums, List<String> problems) {
        history.migrations().forEach(entry -> {
            Integer recorded = entry.getValue().checksum();
            Integer read = checksums.get(entry.getKey().id());
            if (recorded != null && read != null && !recorded.equals(read)) {
                problems.add(entry.getValue().title()
                        + " was edited after it was applied: Flyway has recorded the checksum " + recorded
                        + ", and the file has " + read + ": restore it, or accept it with `flyway repair`");
            }
        });
    }

    private static Map<String, String> builtIn(Connection connection, HistoryTable table) {
        try {
            return Map.of(
                    "flyway:defaultSchema", table.schema(),
                    "flyway:table", table.name(),
                    "flyway:user", connection.getMetaData().getUserName(),
                    "flyway:database", connection.getCatalog());
        } catch (SQLException e) {
            throw HistoryTable.unreadable(e);
        }
    }
}
