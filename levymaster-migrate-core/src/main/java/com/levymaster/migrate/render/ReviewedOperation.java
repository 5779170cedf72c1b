package com.levymaster.migrate.render;

import com.levymaster.migrate.operation.Operation;
import java.util.stream.Collectors;

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

    /** Adds a line to the comment; an empty one changes nothing. */
    public ReviewedOperation withRemark(String remark) {
        if (remark.isBlank()) {
            return this;
        }
        return new ReviewedOperation(operation, review.isBlank() ? remark : review + "\n" + remark);
    }

    /** The comment, a line each: {@code REVIEW: …}. */
    public String comment() {
        return review.lines()
                .filter(line -> !line.isBlank())
                .map(line -> "REVIEW: " + line.strip())
                .collect(Collectors.joining("\n"));
    }
}
