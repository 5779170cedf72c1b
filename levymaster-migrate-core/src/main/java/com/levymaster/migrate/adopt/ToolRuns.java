package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.adopt.ExistingDatabase.ToolHistory;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayHistory;
import com.levymaster.migrate.flyway.FlywayVersion;
import com.levymaster.migrate.liquibase.ChangeSetKey;
import com.levymaster.migrate.liquibase.LiquibaseHistory;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Revisions that another tool has run in a database, as its history says.
 *
 * @param tool {@code liquibase}
 * @param history its table
 */
public record ToolRuns(String tool, String history, List<RevisionHeader> revisions) {

    /** Whether the revision may be one that another tool has run: it was adopted, or is read from the files of the tool. */
    public static boolean isPossible(RevisionHeader revision, boolean adopted) {
        return adopted
                || ChangeSetKey.isRevision(revision.id())
                || FlywayVersion.ofId(revision.id()).isPresent();
    }

    /**
     * Finds the first history that has some of these revisions: the one that is configured, on the search path if it is named without
     * a schema, or else one in the current schema.
     * Others may be those of other applications, which number their migrations as this one does.
     */
    public static Optional<ToolRuns> of(
            List<RevisionHeader> revisions, ExistingDatabase found, ToolTables tables, Connection connection)
            throws SQLException {
        for (Tool tool : Tool.values()) {
            List<ToolHistory> histories = histories(tool, found, tables, connection.getSchema());
            for (ToolHistory history : histories) {
                Predicate<RevisionHeader> hasRun = hasRun(history, histories.size() > 1, connection);
                List<RevisionHeader> run = revisions.stream().filter(hasRun).toList();
                if (!run.isEmpty()) {
                    return Optional.of(new ToolRuns(tool.toString(), history.schema() + "." + history.table(), run));
                }
            }
        }
        return Optional.empty();
    }

    private static List<ToolHistory> histories(
            Tool tool, ExistingDatabase found, ToolTables tables, @Nullable String currentSchema) {
        String wanted = tables.of(tool);
        return found.histories().stream()
                .filter(history -> history.tool() == tool && !history.versions().isEmpty())
                .filter(history -> wanted != null
                        ? new HistoryTable(tool, history.schema(), history.table()).isNamed(wanted)
                                && (history.visible() || wanted.contains("."))
                        : tool == Tool.ALEMBIC
                                ? history.visible()
                                : history.schema().equals(currentSchema))
                .toList();
    }

    /** @param adopted whether the database is; then the tool has run them since */
    public MigrationException refused(boolean adopted) {
        RevisionHeader last = revisions.get(revisions.size() - 1);
        return new MigrationException(
                "The table " + history + " of " + tool + " says that " + last.title()
                        + (revisions.size() == 1 ? " has" : " and " + (revisions.size() - 1) + " before it have")
                        + " run in this database already, and "
                        + (adopted ? "this library has no record of it" : "it is not adopted")
                        + ". Nothing was changed.",
                (adopted
                                ? "stop " + tool + ", and record what it has run with `db stamp " + last.id() + "`"
                                : "run `db adopt --from " + tool + "`, or set levymaster.migrate.adopt=" + tool
                                        + " for the next start of the application")
                        + (tool.equals("alembic")
                                ? "."
                                : "; if the table is that of another application, name the one of this application with"
                                        + " levymaster.migrate." + tool + ".table."));
    }

    /** @param several whether the tool has further tables, so that a number alone does not tell whose migration it is */
    private static Predicate<RevisionHeader> hasRun(ToolHistory history, boolean several, Connection connection) {
        return switch (history.tool()) {
            case ALEMBIC -> revision -> history.versions().contains(revision.id());
            case FLYWAY -> {
                HistoryTable table = new HistoryTable(Tool.FLYWAY, history.schema(), history.table());
                FlywayHistory ran = FlywayHistory.of(FlywaySource.rows(table, connection));
                yield revision -> FlywayVersion.ofId(revision.id())
                        .filter(version -> several ? ran.hasApplied(version, revision.message()) : ran.covers(version))
                        .isPresent();
            }
            case LIQUIBASE -> {
                HistoryTable table = new HistoryTable(Tool.LIQUIBASE, history.schema(), history.table());
                Set<String> run = new LiquibaseHistory(LiquibaseSource.rows(table, connection))
                        .done()
                        .map(ChangeSetKey::revision)
                        .collect(Collectors.toCollection(HashSet::new));
                yield revision -> run.contains(revision.id());
            }
        };
    }
}
