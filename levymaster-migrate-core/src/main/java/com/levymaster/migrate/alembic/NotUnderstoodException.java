package com.levymaster.migrate.alembic;

import java.io.Serial;

/** Python that is outside of the subset which revisions use, with its line. */
final class NotUnderstoodException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    NotUnderstoodException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
