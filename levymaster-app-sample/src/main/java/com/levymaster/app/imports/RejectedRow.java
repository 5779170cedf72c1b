package com.levymaster.app.imports;

import java.io.Serial;

/** Says why a row of a file was not taken over. */
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
