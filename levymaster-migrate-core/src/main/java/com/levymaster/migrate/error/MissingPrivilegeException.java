package com.levymaster.migrate.error;

import java.io.Serial;
import java.sql.SQLException;

/** The role lacks a privilege that a migration needs. */
public final class MissingPrivilegeException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public MissingPrivilegeException(String problem, String remedy) {
        super(problem, remedy);
    }

    public MissingPrivilegeException(String problem, String remedy, SQLException cause) {
        super(problem, remedy, cause);
    }
}
