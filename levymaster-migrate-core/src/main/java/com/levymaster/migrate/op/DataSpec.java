package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.operation.Operation;
import org.jspecify.annotations.Nullable;

/** A step in Java with an optional inverse. */
public final class DataSpec implements OperationBuilder {

    private final String description;
    private final DataStep step;
    private @Nullable DataStep reverse;

    DataSpec(String description, DataStep step) {
        this.description = description;
        this.step = step;
    }

    /** Sets the step that reverts this one; {@code jdbc -> {}} if nothing has to be reverted. Required for undo. */
    public void reversedBy(DataStep.WithClient reversal) {
        reverse = reversal;
    }

    @Override
    public Operation build() {
        return new RunJava(description, step, reverse);
    }
}
