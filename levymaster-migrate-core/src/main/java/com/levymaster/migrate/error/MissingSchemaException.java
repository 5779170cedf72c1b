package com.levymaster.migrate.error;

import java.io.Serial;

/** The schema of our tables is not there, and cannot be made. */
public final class MissingSchemaException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public MissingSchemaException(String problem, String remedy) {
        super(problem, remedy);
    }
}
