package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Mode;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.Serial;
import java.util.stream.Collectors;

/** The database lacks revisions that the application needs, and the application is not to run them itself. */
final class PendingRevisionsException extends MigrateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private PendingRevisionsException(String problem, String remedy) {
        super(problem, remedy);
    }

    static PendingRevisionsException of(Mode mode, Status status) {
        String waited = mode == Mode.WAIT ? "Nobody upgraded the database in time. " : "";
        return new PendingRevisionsException(
                waited + "The database lacks " + pending(status) + " Nothing was changed.",
                "run `db upgrade` with a user who may change the schema, then start again; or let the application upgrade"
                        + " with levymaster.migrate.startup.mode=upgrade.");
    }

    static PendingRevisionsException interrupted() {
        return new PendingRevisionsException(
                "Interrupted while waiting for another process to upgrade the database. Nothing was changed.",
                "start again.");
    }

    private static String pending(Status status) {
        int count = status.pending().size();
        String first = status.pending().stream()
                .limit(SHOWN)
                .map(RevisionHeader::title)
                .collect(Collectors.joining(", "));
        return (count == 1 ? "a revision: " : count + " revisions: ")
                + first
                + (count > SHOWN ? " and " + (count - SHOWN) + " more." : ".");
    }
}
