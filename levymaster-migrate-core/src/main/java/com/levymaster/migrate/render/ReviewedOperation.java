package com.levymaster.migrate.render;

import com.levymaster.migrate.operation.Operation;

/**
 * An operation with a comment for the reviewer of the revision.
 *
 * @param review lines that are written before the operation as {@code // REVIEW: …}; empty for none
 */
public record ReviewedOperation(Operation operation, String review) {

    /** An operation without a comment. */
    public static ReviewedOperation of(Operation operation) {
        return new ReviewedOperation(operation, "");
    }

    /** Adds a remark to the comment; an empty one changes nothing. */
    public ReviewedOperation withRemark(String remark) {
        if (remark.isBlank()) {
            return this;
        }
        return new ReviewedOperation(operation, review.isBlank() ? remark : review + "; " + remark);
    }

    String comment() {
        return review.isBlank() ? "" : "REVIEW: " + review.strip();
    }
}
