package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.operation.Operation;
import org.jspecify.annotations.Nullable;

/** Java in the middle of a revision, and its way back. */
public final class DataSpec implements OperationBuilder {

    private final String description;
    private final DataStep step;
    private @Nullable DataStep reverse;

    DataSpec(String description, DataStep step) {
        this.description = description;
        this.step = step;
    }

    /** What takes it back; {@code jdbc -> {}} where nothing has to be. */
    public void reversedBy(DataStep.WithClient reversal) {
        reverse = reversal;
    }

    @Override
    public Operation build() {
        return new RunJava(description, step, reverse);
    }
}
