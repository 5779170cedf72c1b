package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** A listener of the application failed; the cause is what it threw. */
public final class ListenerException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    ListenerException(String when, String state, Throwable thrown) {
        super(
                "A listener failed " + when + ": " + thrown
                        + (String.valueOf(thrown).endsWith(".") ? " " : ". ") + state,
                "correct the listener, then run the command again; it continues with the revisions that are left.",
                thrown);
    }
}
