package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.adopt.ExistingDatabase.ToolHistory;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayHistory;
import com.levymaster.migrate.flyway.FlywayVersion;
import com.levymaster.migrate.liquibase.ChangeSetKey;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** Finds the first history on the search path that has some of these revisions. */
    public static Optional<ToolRuns> of(List<RevisionHeader> revisions, ExistingDatabase found, Connection connection) {
        return found.histories().stream()
                .filter(ToolHistory::visible)
                .filter(history -> !history.versions().isEmpty())
                .map(history -> new ToolRuns(
                        history.tool().toString(),
                        history.schema() + "." + history.table(),
                        revisions.stream().filter(hasRun(history, connection)).toList()))
                .filter(runs -> !runs.revisions().isEmpty())
                .findFirst();
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
                adopted
                        ? "stop " + tool + ", and record what it has run with `db stamp " + last.id() + "`."
                        : "run `db adopt --from " + tool + "`, or set levymaster.migrate.adopt=" + tool
                                + " for the next start of the application.");
    }

    private static Predicate<RevisionHeader> hasRun(ToolHistory history, Connection connection) {
        return switch (history.tool()) {
            case ALEMBIC -> revision -> history.versions().contains(revision.id());
            case FLYWAY -> {
                HistoryTable table = new HistoryTable(Tool.FLYWAY, history.schema(), history.table());
                FlywayHistory ran = FlywayHistory.of(FlywaySource.rows(table, connection));
                yield revision ->
                        FlywayVersion.ofId(revision.id()).filter(ran::covers).isPresent();
            }
            case LIQUIBASE -> {
                HistoryTable table = new HistoryTable(Tool.LIQUIBASE, history.schema(), history.table());
                Set<String> run = LiquibaseSource.rows(table, connection).stream()
                        .map(row -> row.key().revision())
                        .collect(Collectors.toCollection(HashSet::new));
                yield revision -> run.contains(revision.id());
            }
        };
    }
}
