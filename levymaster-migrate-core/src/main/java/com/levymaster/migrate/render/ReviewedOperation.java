package com.levymaster.migrate.render;

import com.levymaster.migrate.operation.Operation;

/**
 * An operation, and what whoever reviews the revision should know about it.
 *
 * @param review lines that are written before it as {@code // REVIEW: …}; empty when it speaks for itself
 */
public record ReviewedOperation(Operation operation, String review) {

    /** Speaks for itself. */
    public static ReviewedOperation of(Operation operation) {
        return new ReviewedOperation(operation, "");
    }

    String remark() {
        return review.isBlank() ? "" : "REVIEW: " + review.strip();
    }
}
