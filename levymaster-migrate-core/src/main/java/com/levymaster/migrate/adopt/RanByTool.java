package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.adopt.ExistingDatabase.ToolHistory;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayHistory;
import com.levymaster.migrate.flyway.FlywayVersion;
import com.levymaster.migrate.liquibase.ChangeSetKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Revisions that came from another tool, on a database on which that tool has run them already. */
public final class RanByTool {

    private RanByTool() {}

    /**
     * Refuses to run them again.
     *
     * @param planned the ids of revisions that are about to run, on a database without applied revisions
     * @throws MigrationException if the history of a tool has one of them
     */
    public static void check(Connection connection, Collection<String> planned) throws SQLException {
        List<String> flyway = planned.stream()
                .filter(id -> FlywayVersion.ofId(id).isPresent())
                .toList();
        List<String> liquibase = planned.stream().filter(ChangeSetKey::isRevision).toList();
        if (flyway.isEmpty() && liquibase.isEmpty()) {
            return;
        }
        for (ToolHistory history : ExistingDatabase.read(connection).histories()) {
            HistoryTable table = new HistoryTable(history.tool(), history.schema(), history.table());
            if (history.tool() == Tool.FLYWAY && !flyway.isEmpty()) {
                FlywayHistory ran = FlywayHistory.of(FlywaySource.rows(table, connection));
                refuse(table, flyway.stream()
                        .filter(id -> ran.covers(FlywayVersion.ofId(id).orElseThrow()))
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
            } else if (history.tool() == Tool.LIQUIBASE && !liquibase.isEmpty()) {
                Set<String> ran = LiquibaseSource.rows(table, connection).stream()
                        .map(row -> row.key().revision())
                        .collect(Collectors.toSet());
                refuse(table, liquibase.stream().filter(ran::contains).collect(Collectors.toCollection(LinkedHashSet::new)));
            }
        }
    }

    private static void refuse(HistoryTable table, Set<String> ids) {
        if (!ids.isEmpty()) {
            List<String> shown = ids.stream().limit(5).toList();
            throw new MigrationException(
                    "This database is one of " + table.tool().title() + ": by " + table + " it has "
                            + String.join(", ", shown)
                            + (ids.size() > shown.size() ? " and " + (ids.size() - shown.size()) + " more" : "")
                            + " already, which would run again. Nothing was changed.",
                    "adopt it first: `db adopt --from " + table.tool()
                            + "`, or start the application with levymaster.migrate.adopt=" + table.tool() + ".");
        }
    }
}
