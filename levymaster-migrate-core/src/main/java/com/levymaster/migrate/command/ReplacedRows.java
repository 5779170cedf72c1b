package com.levymaster.migrate.command;

import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives a revision that replaces others a row of its own, once those have no sources any more; nothing runs. Their checksums
 * remain in the history, since those of later revisions are chained to them.
 */
record ReplacedRows(DatabaseSession session) {

    private static final Log log = LogFactory.getLog(ReplacedRows.class);

    /** Under the lock; all in one transaction. */
    VersionState record(VersionState state, MigrationLock lock) throws SQLException {
        List<RevisionHeader> unrecorded = session.revisions().graph().unrecorded(state.rows());
        if (unrecorded.isEmpty()) {
            return state;
        }
        List<String> statements = new ArrayList<>();
        for (RevisionHeader revision : unrecorded) {
            statements.addAll(session.versions().replace(revision));
            for (String id : revision.replaces()) {
                statements.add(
                        session.history().insert(entry(HistoryEvent.UNSTAMP, RevisionHeader.of(id), state, null)));
            }
            LatestEvent ran = state.past().applied().get(revision.id());
            String operations = ran == null
                    ? null
                    : session.history()
                            .operations(session.connection(), ran.id())
                            .orElse(null);
            statements.add(session.history().insert(entry(HistoryEvent.STAMP, revision, state, operations)));
        }
        session.write(state, lock, statements);
        unrecorded.forEach(revision -> log.info("Revision " + revision.title() + " is recorded in place of the "
                + revision.replaces().size() + " revisions that it replaces; nothing was executed"));
        return session.readVersionState();
    }

    private static NewHistoryEntry entry(
            HistoryEvent kind, RevisionHeader revision, VersionState state, @Nullable String operations) {
        LatestEvent last = state.past().applied().get(revision.id());
        return NewHistoryEntry.of(kind, revision, Duration.ZERO)
                .withChecksum(last == null ? null : last.checksum(), operations);
    }
}
