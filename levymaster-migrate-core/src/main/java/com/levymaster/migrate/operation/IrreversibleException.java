package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** An operation was asked for its inverse and does not remember enough to tell it. */
public final class IrreversibleException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    public IrreversibleException(String operation, String remedy) {
        super("Cannot undo: " + operation, remedy);
    }

    static IrreversibleException missingHint(Operation operation, String missing) {
        return new IrreversibleException(
                operation.describe(), "say what was there, with " + missing + ", or write the downgrade out by hand");
    }
}
