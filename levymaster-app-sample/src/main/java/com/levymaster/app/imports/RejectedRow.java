package com.levymaster.app.imports;

import java.io.Serial;

/** Thrown if a row of a file is invalid, with the reason. */
final class RejectedRow extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    RejectedRow(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
