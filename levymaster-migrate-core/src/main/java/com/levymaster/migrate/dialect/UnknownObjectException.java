package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;

/** The SQL of an operation depends on an object that the schema before it does not have. */
public final class UnknownObjectException extends MigrationException {

    UnknownObjectException(String problem, String remedy) {
        super(problem, remedy);
    }
}
