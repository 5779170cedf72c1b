package com.levymaster.migrate.error;

import java.io.Serial;

/** The server is older than the oldest supported version. */
public final class UnsupportedServerException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnsupportedServerException(String problem, String remedy) {
        super(problem, remedy);
    }
}
