package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrateException;
import java.io.Serial;

/** The server is older than what we can work with. */
public final class UnsupportedServerException extends MigrateException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnsupportedServerException(String problem, String remedy) {
        super(problem, remedy);
    }
}
