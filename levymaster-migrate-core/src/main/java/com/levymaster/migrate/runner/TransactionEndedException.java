package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** A data step ended the transaction of its revision. */
final class TransactionEndedException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    TransactionEndedException() {
        super(
                "The data step ended the revision's transaction, through a connection that it unwrapped.",
                "leave the transaction to the revision; put what must be committed by itself into op.autocommit(…), and what"
                        + " may fail into op.savepoint(…).");
    }
}
