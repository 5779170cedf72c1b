package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Connected instances of older builds, beside which contract revisions must not run. */
final class OlderBuilds {

    private static final Log log = LogFactory.getLog(OlderBuilds.class);

    /** Autovacuum workers have no user; a role without pg_read_all_stats does not see the type of a session of another one. */
    private static final String SQL = """
        select application_name, client_addr::pg_catalog.text, pg_catalog.count(*)
        from pg_catalog.pg_stat_activity
        where datname operator(pg_catalog.=) pg_catalog.current_database()
          and pid operator(pg_catalog.<>) pg_catalog.pg_backend_pid()
          and usesysid is not null
          and coalesce(backend_type, 'client backend') operator(pg_catalog.=) 'client backend'
        group by 1, 2 order by 1, 2\
        """;

    private OlderBuilds() {}

    /** @throws MigrationException if the plan has contract revisions, and an older build may be connected */
    static void check(Plan plan, VersionState state, Connection connection, MigratorSettings settings)
            throws SQLException {
        List<RevisionHeader> contracts =
                plan.steps().stream().filter(RevisionHeader::isContract).toList();
        if (contracts.isEmpty()
                || plan.direction() != Plan.Direction.UPGRADE
                || state.applied().isEmpty()
                || settings.contract() != ContractPolicy.RUN) {
            return;
        }
        BuildName own = BuildName.of(settings.application(), settings.applicationVersion());
        if (own == null) {
            throw new MigrationException(
                    PlanRequest.contracts(contracts)
                            + " until no older build of the application runs, but it is not known"
                            + " which build this is. Nothing was changed.",
                    "set spring.application.name and spring.application.version; or, if no older build runs, confirm"
                            + " it: `db upgrade --phase contract --beside-older-builds`.");
        }
        if (own.version().endsWith("-SNAPSHOT")) {
            log.warn("Instances of " + own.text() + " count as this build, although the version does not tell of which"
                    + " build they are; give each deployment a version of its own");
        }
        List<String> found = find(connection, own);
        if (!found.isEmpty()) {
            throw new MigrationException(
                    PlanRequest.contracts(contracts) + " until no build older than " + own.text()
                            + " is connected. Connected: " + String.join("; ", found) + ". Nothing was changed.",
                    "end these instances, then run the command again; connections that do not name their build get the"
                            + " name by ApplicationName in their JDBC URL. If none of them is of an older build, confirm"
                            + " it: `db upgrade --phase contract --beside-older-builds`.");
        }
    }

    private static List<String> find(Connection connection, BuildName own) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (own.mayBeOlder(name)) {
                    found.add(describe(name, rows.getString(2), rows.getLong(3)));
                }
            }
        }
        return found;
    }

    private static String describe(@Nullable String name, @Nullable String address, long count) {
        return (name == null || name.isEmpty() ? "a client without a name" : PrintableText.line(name))
                + (address == null ? "" : " from " + address)
                + (count == 1 ? "" : " (" + count + " connections)");
    }
}
