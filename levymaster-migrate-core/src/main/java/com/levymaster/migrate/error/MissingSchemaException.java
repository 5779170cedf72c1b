package com.levymaster.migrate.error;

import java.io.Serial;

/** The schema of the library's own tables does not exist and cannot be created. */
public final class MissingSchemaException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public MissingSchemaException(String problem, String remedy) {
        super(problem, remedy);
    }
}
