package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Lint;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.validation.OperationValidator;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a draft against the validation and the lint that its revision meets before it runs. */
final class DraftChecks {

    private DraftChecks() {}

    /**
     * Returns the upgrade with a remark on each step that may fail on a table with rows.
     *
     * @throws MigrationException that lists the steps that would fail on every database
     */
    static List<ReviewedOperation> upgrade(List<ReviewedOperation> steps) {
        List<String> problems = new ArrayList<>();
        List<ReviewedOperation> checked = check(steps, problems);
        if (!problems.isEmpty()) {
            throw new MigrationException(
                    "The drafted revision could not run:\n  - " + String.join("\n  - ", problems),
                    "make this change in smaller steps, each in a revision of its own; nothing was written.");
        }
        return checked;
    }

    /** Returns the downgrade with a remark on each step that would be refused. */
    static List<ReviewedOperation> downgrade(List<ReviewedOperation> steps) {
        return check(steps, null);
    }

    private static List<ReviewedOperation> check(List<ReviewedOperation> steps, @Nullable List<String> problems) {
        List<Hazard> errors = Lint.check(
                        steps.stream().map(ReviewedOperation::operation).toList(), DatabaseSchema.empty("public"))
                .stream()
                .filter(hazard -> hazard.rule().severity() == Rule.Severity.ERROR)
                .toList();
        List<ReviewedOperation> checked = new ArrayList<>();
        for (ReviewedOperation step : steps) {
            Operation operation = step.operation();
            List<String> remarks = new ArrayList<>(OperationValidator.of(operation).stream()
                    .map(fault -> "this step is invalid: " + fault)
                    .toList());
            errors.stream()
                    .filter(hazard -> hazard.operation() == operation && hazard.rule() != Rule.ADD_NOT_NULL_COLUMN)
                    .forEach(hazard -> remarks.add(hazard.problem()));
            if (problems != null) {
                remarks.forEach(remark -> problems.add(operation.describe() + ": " + remark));
            }
            errors.stream()
                    .filter(hazard -> hazard.operation() == operation && hazard.rule() == Rule.ADD_NOT_NULL_COLUMN)
                    .forEach(hazard -> remarks.add(hazard.problem()));
            checked.add(step.withRemark(String.join("\n", remarks)));
        }
        return checked;
    }
}
