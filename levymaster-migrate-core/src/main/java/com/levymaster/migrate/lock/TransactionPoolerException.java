package com.levymaster.migrate.lock;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** The connection does not stay with one session of the server, so that no lock of a session can protect the run. */
public final class TransactionPoolerException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** @param what was seen, without a final period */
    public TransactionPoolerException(String what) {
        super(
                what + ": the connection goes through a pooler that hands transactions to different sessions, or was"
                        + " replaced.",
                "connect to the server directly for migrations (levymaster.migrate.url); or, if no revision needs"
                        + " op.autocommit, set levymaster.migrate.lock.mode=transaction.");
    }
}
