package com.levymaster.migrate.error;

import java.io.Serial;
import java.sql.SQLException;

/** The database cannot be reached, or refuses the connection. */
public final class DatabaseUnavailableException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String problem, String remedy, SQLException cause) {
        super(problem, remedy, cause);
    }
}
