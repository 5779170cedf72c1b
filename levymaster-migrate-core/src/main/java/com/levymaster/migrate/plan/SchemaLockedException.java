package com.levymaster.migrate.plan;

import com.levymaster.migrate.error.MigrationException;
import java.time.Duration;

/** The schema before a plan cannot be read, because another session has locked a table. */
public final class SchemaLockedException extends MigrationException {

    private static final long serialVersionUID = 1L;

    /** @param waited for the lock */
    public SchemaLockedException(Duration waited, Throwable cause) {
        super(
                "The schema of the database could not be read within " + waited.toMillis()
                        + " ms, because another session holds a lock on a table. Nothing was changed.",
                "run the command again when that session has finished (select * from pg_stat_activity).",
                cause);
    }
}
