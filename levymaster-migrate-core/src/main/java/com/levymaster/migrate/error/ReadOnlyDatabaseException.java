package com.levymaster.migrate.error;

import java.io.Serial;
import java.sql.SQLException;

/** The server or the role is read-only. */
public final class ReadOnlyDatabaseException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public ReadOnlyDatabaseException(String problem, String remedy) {
        super(problem, remedy);
    }

    public ReadOnlyDatabaseException(String problem, String remedy, SQLException cause) {
        super(problem, remedy, cause);
    }
}
