package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The expected outcome of a guarded step before the run. */
public enum ExpectedOutcome {
    /** The step will run. */
    APPLIES,
    /** The step will be skipped, if the existing object is as required. */
    SKIPS;

    /** Of a guarded step; {@code null} without a guard. */
    static @Nullable ExpectedOutcome of(Operation operation, Supplier<DatabaseSchema> before) {
        if (operation instanceof IfNotExists guard) {
            return of(guard.create(), Existence.ABSENT, before.get());
        }
        return operation instanceof IfExists guard ? of(guard.drop(), Existence.PRESENT, before.get()) : null;
    }

    private static ExpectedOutcome of(Operation guarded, Existence required, DatabaseSchema schema) {
        return Existence.of(guarded, schema) == required ? APPLIES : SKIPS;
    }
}
