package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/**
 * Stops the start of the application. The cause is the {@link MigrationException}. Without an exit code of its own, for
 * which Boot would publish an event to the context that has failed: a process that ends with an exception has exit code 1.
 */
public final class MigrationStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    MigrationStartException(MigrationException cause) {
        super(cause.problem(), cause);
    }
}
