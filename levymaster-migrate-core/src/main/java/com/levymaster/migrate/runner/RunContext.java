package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.checksum.LiteralVisibility;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.lock.MigrationLock;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.RepeatableStore;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all revisions of a run share.
 *
 * @param connection in autocommit mode, with the lock held on it
 * @param applied the ids that were applied when the run began
 * @param past what the history contained when the run began
 * @param database its name, if the application has several
 * @param literals where the literals of SQL are visible; the history keeps the SQL that ran if it may contain them
 */
public record RunContext(
        Connection connection,
        Dialect dialect,
        LiveCatalog catalog,
        VersionStore versions,
        RepeatableStore repeatables,
        HistoryStore history,
        RunArguments arguments,
        RunListener listener,
        MigrationLock lock,
        StatementLockTimeout lockTimeout,
        RetrySettings retry,
        BackfillSettings backfill,
        RevisionGraph graph,
        Set<String> applied,
        HistorySnapshot past,
        Checksums checksums,
        LiteralVisibility literals,
        @Nullable String database) {

    /** Begins the log lines of a run on one of several databases. */
    String logPrefix() {
        return database == null ? "" : database + ": ";
    }
}
