package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** An operation has no inverse, or lacks the previous state that the inverse needs. */
public final class IrreversibleException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public IrreversibleException(String operation, String remedy) {
        super("Cannot undo: " + operation, remedy);
    }

    static IrreversibleException withoutInverse(Operation operation, String reason) {
        return new IrreversibleException(operation.describe(), "write the downgrade explicitly: " + reason);
    }

    /** @param missing the method of the builder that records the previous state */
    static IrreversibleException missingHint(Operation operation, String missing) {
        return new IrreversibleException(
                operation.describe(),
                "record the previous state with " + missing + ", or write the downgrade explicitly");
    }
}
