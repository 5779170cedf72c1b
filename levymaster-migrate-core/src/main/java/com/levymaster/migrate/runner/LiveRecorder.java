package com.levymaster.migrate.runner;

import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Inspector;
import java.util.Optional;

/** Runs what an inspecting body records, as soon as it is recorded. */
record LiveRecorder(StepRunner steps, RunArguments arguments) implements OperationRecorder {

    @Override
    public void record(Operation operation) {
        steps.runRecorded(operation);
    }

    @Override
    public Inspector catalog() {
        return steps::inspect;
    }

    @Override
    public Optional<String> argument(String key) {
        return arguments.argument(key);
    }

    @Override
    public Optional<String> tag() {
        return arguments.tagged();
    }
}
