package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Inspector;
import java.util.Optional;

/**
 * Receives the operations of a migration and answers its queries. Internal to the library: planning, execution and
 * offline scripts each have an implementation; authors only use {@link Operations}.
 */
public interface OperationRecorder {

    /** Receives one completed and validated operation; called in the order of the migration. */
    void record(Operation operation);

    /** The schema after all operations recorded so far. */
    Inspector catalog();

    /** The value of the command-line argument {@code -x key=value}; empty by default. */
    default Optional<String> argument(String key) {
        return Optional.empty();
    }

    /** The value of the command-line option {@code --tag}; empty by default. */
    default Optional<String> tag() {
        return Optional.empty();
    }
}
