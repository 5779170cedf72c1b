package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import org.springframework.boot.ExitCodeGenerator;

/** Stops the start of the application with exit code 1. The cause is the {@link MigrationException}. */
public final class MigrationStartException extends RuntimeException implements ExitCodeGenerator {

    @Serial
    private static final long serialVersionUID = 1L;

    MigrationStartException(MigrationException cause) {
        super(cause.problem(), cause);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
