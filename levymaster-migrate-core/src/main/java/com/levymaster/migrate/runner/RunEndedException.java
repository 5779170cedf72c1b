package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** The process or thread of a run is asked to end. */
final class RunEndedException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    RunEndedException() {
        super("The run was asked to end.", "start again: the next run resumes from here.");
    }
}
