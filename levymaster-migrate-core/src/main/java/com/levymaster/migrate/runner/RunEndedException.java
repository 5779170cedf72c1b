package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The process or thread of a run is asked to end. */
final class RunEndedException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    RunEndedException() {
        this(null);
    }

    RunEndedException(@Nullable InterruptedException cause) {
        super("The run was asked to end.", "start again: the next run resumes from here.", cause);
    }
}
