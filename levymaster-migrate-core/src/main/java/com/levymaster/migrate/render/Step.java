package com.levymaster.migrate.render;

import com.levymaster.migrate.operation.Operation;

/**
 * An operation, and what whoever reviews the revision should know about it.
 *
 * @param review lines that are written before it as {@code // REVIEW: …}; empty when it speaks for itself
 */
public record Step(Operation operation, String review) {

    /** Speaks for itself. */
    public static Step of(Operation operation) {
        return new Step(operation, "");
    }

    String remark() {
        return review.isBlank() ? "" : "REVIEW: " + review.strip();
    }
}
