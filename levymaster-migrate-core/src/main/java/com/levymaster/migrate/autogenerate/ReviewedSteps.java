package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of one direction of a revision, and the losses of data that need consent. */
final class ReviewedSteps {

    private final boolean downgrade;
    private final List<ReviewedOperation> steps = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    /** @param downgrade whether losses need no consent, since the upgrade already had it */
    ReviewedSteps(boolean downgrade) {
        this.downgrade = downgrade;
    }

    void add(Operation operation) {
        steps.add(ReviewedOperation.of(operation));
    }

    void add(Operation operation, String review) {
        steps.add(new ReviewedOperation(operation, review));
    }

    void sql(String sql) {
        add(new ExecuteSql(sql, null));
    }

    /** Adds an operation that loses data, or makes values of it, in both directions. */
    void lose(Operation operation, String loss) {
        loss(operation, loss);
        add(operation, loss);
    }

    /** Adds an operation that drops an object: a downgrade drops what the upgrade created, as it is expected to. */
    void drop(Operation operation, String loss) {
        if (downgrade) {
            add(operation);
        } else {
            lose(operation, loss);
        }
    }

    /** Requires consent to a loss. */
    void loss(Operation operation, String loss) {
        if (!downgrade) {
            losses.add(operation.describe() + ": " + loss);
        }
    }

    List<ReviewedOperation> steps() {
        return List.copyOf(steps);
    }

    List<String> losses() {
        return List.copyOf(losses);
    }
}
