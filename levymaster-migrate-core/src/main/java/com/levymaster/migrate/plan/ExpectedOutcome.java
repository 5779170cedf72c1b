package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;

/** The expected outcome of a guarded step before the run. */
public enum ExpectedOutcome {
    /** The step will run. */
    APPLIES,
    /** The step will be skipped, if the existing object is as required. */
    SKIPS;

    static ExpectedOutcome of(Operation guarded, Existence required, DatabaseSchema schema) {
        return Existence.of(guarded, schema) == required ? APPLIES : SKIPS;
    }
}
