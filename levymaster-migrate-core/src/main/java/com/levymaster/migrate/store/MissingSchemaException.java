package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrateException;
import java.io.Serial;

/** The schema of our tables is not there, and cannot be made. */
public final class MissingSchemaException extends MigrateException {

    @Serial
    private static final long serialVersionUID = 1L;

    public MissingSchemaException(String problem, String remedy) {
        super(problem, remedy);
    }
}
