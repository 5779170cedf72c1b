package com.levymaster.migrate.verify;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.WrittenSql;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sql.SqlReach;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Verifies the revisions of a migrator on a database that is created for it, and dropped afterwards. */
public final class HistoryVerifier {

    private final Migrator migrator;
    private final List<GivenRows> given;

    /** @param given rows that are inserted at revisions, and must be kept */
    public HistoryVerifier(Migrator migrator, List<GivenRows> given) {
        this.migrator = migrator;
        this.given = List.copyOf(given);
    }

    /**
     * Upgrades an empty database revision by revision, each of them up, down and up again, then reverts and applies all of them, first
     * to the rows given, then to the base. At each revision, the catalog must be what it was there before, and rows must be kept.
     *
     * @throws MigrationException if the server creates no database, or rows are given at a revision that there is not
     */
    public Verification verify(ScratchServer server) {
        return migrator.onScratch(server, scratch -> {
            List<RevisionHeader> revisions = scratch.graphOfDatabase().headers();
            List<GivenRows> rows = given(revisions);
            return onOneConnection(
                    scratch,
                    connection -> new HistoryVerification(scratch, connection, revisions, rows)
                            .run()
                            .withOutside(outside()));
        });
    }

    /**
     * Refuses SQL that changes what all databases of the server share: it would reach beyond the temporary one.
     *
     * @throws MigrationException naming the revisions, if there are any
     */
    public void refuseChangesOfServer() {
        List<String> found = migrator.writtenSql().stream()
                .filter(written -> SqlReach.isOfServer(written.sql()))
                .map(HistoryVerifier::text)
                .toList();
        if (!found.isEmpty()) {
            throw new MigrationException(
                    "SQL changes roles, databases, tablespaces or settings, which belong to the server of the database and not to a"
                            + " temporary database on it. Nothing was verified."
                            + System.lineSeparator() + "  - "
                            + String.join(System.lineSeparator() + "  - ", found),
                    "name a server for temporary databases, such as one in a container, with --scratch-url.");
        }
    }

    private List<String> outside() {
        return migrator.writtenSql().stream()
                .filter(written -> SqlReach.isOfServer(written.sql()) || SqlReach.isOutside(written.sql()))
                .map(HistoryVerifier::text)
                .toList();
    }

    private static String text(WrittenSql written) {
        return written.source() + ": "
                + written.sql().strip().lines().findFirst().orElse("");
    }

    private static <T> T onOneConnection(Migrator scratch, Function<DataSource, T> work) {
        SingleConnectionDataSource connection;
        try {
            connection = new SingleConnectionDataSource(scratch.dataSource().getConnection(), true);
        } catch (SQLException e) {
            throw new MigrationException(
                    "The scratch database cannot be used: " + SqlStates.message(e), "check that server's log.", e);
        }
        try {
            return work.apply(connection);
        } finally {
            connection.destroy();
        }
    }

    private List<GivenRows> given(List<RevisionHeader> revisions) {
        List<String> ids = revisions.stream().map(RevisionHeader::id).toList();
        List<String> unknown = given.stream()
                .filter(rows -> rows.at(ids).isEmpty())
                .map(rows -> rows.source() + " (" + rows.revision() + ")")
                .toList();
        if (!unknown.isEmpty()) {
            throw new MigrationException(
                    "Rows are given at revisions that there are not: " + String.join(", ", unknown)
                            + ". Nothing was verified.",
                    "name each file after the id of a revision: 7c1e5b0a.sql or 7c1e5b0a_two_counties.sql.");
        }
        return given.stream().flatMap(rows -> rows.at(ids).stream()).toList();
    }

    static boolean isAt(GivenRows rows, RevisionHeader revision) {
        return revision.id().equals(rows.revision());
    }
}
