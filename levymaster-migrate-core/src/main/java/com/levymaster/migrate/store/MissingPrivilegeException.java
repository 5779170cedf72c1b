package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrateException;
import java.io.Serial;
import java.sql.SQLException;

/** The role may not do what a migration needs. */
public final class MissingPrivilegeException extends MigrateException {

    @Serial
    private static final long serialVersionUID = 1L;

    public MissingPrivilegeException(String problem, String remedy) {
        super(problem, remedy);
    }

    public MissingPrivilegeException(String problem, String remedy, SQLException cause) {
        super(problem, remedy, cause);
    }
}
