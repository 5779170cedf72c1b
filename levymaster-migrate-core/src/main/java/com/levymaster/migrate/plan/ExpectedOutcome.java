package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;

/** What becomes of a guarded step, as far as it is known before it runs. */
public enum ExpectedOutcome {
    /** It will run. */
    APPLIES,
    /** There is nothing to do for it, if what is there is what it asks for. */
    SKIPS;

    static ExpectedOutcome of(Operation guarded, Existence wanted, DatabaseSchema schema) {
        return Existence.of(guarded, schema) == wanted ? APPLIES : SKIPS;
    }
}
