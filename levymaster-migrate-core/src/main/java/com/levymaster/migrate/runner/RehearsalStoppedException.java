package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** A rehearsal cannot go on, whatever its next steps are: it has taken too long, or its transaction has ended. */
public final class RehearsalStoppedException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RehearsalStoppedException(String problem, String remedy) {
        super(problem, remedy);
    }

    RehearsalStoppedException(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
