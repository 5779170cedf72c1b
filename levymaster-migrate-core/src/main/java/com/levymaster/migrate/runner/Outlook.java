package com.levymaster.migrate.runner;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Presence;
import com.levymaster.migrate.schema.Schema;

/** What becomes of a guarded step, as far as it is known before it runs. */
public enum Outlook {
    /** It will run. */
    APPLIES,
    /** There is nothing to do for it, if what is there is what it asks for. */
    SKIPS;

    static Outlook of(Operation guarded, Presence wanted, Schema schema) {
        return Presence.of(guarded, schema) == wanted ? APPLIES : SKIPS;
    }
}
