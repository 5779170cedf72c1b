package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Inspector;
import java.util.Optional;

/** Takes down what a migration says. Authors never see it; planning, running and offline scripts each have their own. */
public interface OperationRecorder {

    /** Called once per finished sentence, in order. */
    void record(Operation operation);

    /** The database as it is after all that was recorded so far. */
    Inspector catalog();

    /** The value of {@code -x key=value}. */
    default Optional<String> argument(String key) {
        return Optional.empty();
    }

    /** The value of {@code --tag}. */
    default Optional<String> tag() {
        return Optional.empty();
    }
}
