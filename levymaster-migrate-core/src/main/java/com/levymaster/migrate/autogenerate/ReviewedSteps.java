package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects the steps of one direction of a revision, and the losses of data that need consent. */
final class ReviewedSteps {

    /** The conversion of one value after the other. */
    static final Pattern CASE = Pattern.compile("\\(?(case |array_replace\\()");

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

    /** Adds a remark that holds for several operations to the first of them only. */
    void addOnce(Operation operation, String review) {
        boolean told = steps.stream().anyMatch(step -> step.review().equals(review));
        add(operation, told ? "" : review);
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

    /** Whether an earlier step converts the values of a column that the check is about. */
    boolean converts(ObjectName table, Constraint.Check check) {
        return steps.stream()
                .anyMatch(step -> step.operation() instanceof ChangeType change
                        && change.table().equals(table)
                        && change.using() != null
                        && CASE.matcher(change.using()).lookingAt()
                        && ColumnUses.in(check.expression(), change.column()));
    }

    List<ReviewedOperation> steps() {
        return List.copyOf(steps);
    }

    List<String> losses() {
        return List.copyOf(losses);
    }
}
