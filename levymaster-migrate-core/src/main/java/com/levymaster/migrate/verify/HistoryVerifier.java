package com.levymaster.migrate.verify;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

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
     * @throws MigrationException if the server creates no database, or rows are given at a revision that there is not, or cannot be inserted
     */
    public Verification verify(ScratchServer server) {
        return migrator.onScratch(server, scratch -> {
            List<RevisionHeader> revisions = scratch.graphOfDatabase().headers();
            return new HistoryWalk(scratch, revisions, given(revisions)).run();
        });
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
