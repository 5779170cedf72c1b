package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drafts the safe forms of operations on tables that were there before; new tables are empty. */
final class SafeDraft {

    private SafeDraft() {}

    static List<ReviewedOperation> of(List<ReviewedOperation> steps) {
        Set<ObjectName> created = new HashSet<>();
        steps.forEach(step -> {
            if (step.operation() instanceof CreateTable create) {
                created.add(create.table().name());
            }
        });
        return steps.stream().map(step -> safe(step, created)).toList();
    }

    private static ReviewedOperation safe(ReviewedOperation step, Set<ObjectName> created) {
        ObjectName table = table(step.operation());
        if (table == null || created.contains(table)) {
            return step;
        }
        try {
            Autocommit safe = Autocommit.safely(step.operation());
            return safe.steps().equals(List.of(step.operation())) ? step : new ReviewedOperation(safe, step.review());
        } catch (MigrationException e) {
            return step.withRemark(e.problem());
        }
    }

    private static @Nullable ObjectName table(Operation operation) {
        if (operation instanceof ColumnOperation change) {
            return change.table();
        }
        if (operation instanceof ConstraintOperation change) {
            return change.table();
        }
        return operation instanceof IndexOperation change ? change.table() : null;
    }
}
