package com.levymaster.migrate.plan;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A revision that has been recorded, compiled and checked, and has not run. */
public record PreparedRevision(Recording recording, List<Step> steps) {

    public PreparedRevision {
        steps = List.copyOf(steps);
    }

    public RevisionHeader revision() {
        return recording.definition().header();
    }

    public Direction direction() {
        return recording.direction();
    }

    /** What can hurt, in the order of the steps. */
    public List<Hazard> hazards() {
        return steps.stream().flatMap(step -> step.hazards().stream()).toList();
    }

    /** Whether all that runs is of our own making: SQL and Java of the revision itself can end a transaction, or unlock. */
    public boolean hasTypedStepsOnly() {
        return recording.definition().transactional()
                && !recording.inspectsDatabase()
                && recording.operations().stream().noneMatch(Autocommit.class::isInstance)
                && OperationList.leaves(recording.operations()).noneMatch(PreparedRevision::isForeign);
    }

    private static boolean isForeign(Operation operation) {
        return operation instanceof RunJava || operation instanceof ExecuteSql || operation instanceof SetLocal;
    }

    /**
     * One operation and its SQL.
     *
     * @param statements as an offline script has them; a data step has a comment
     * @param hazards what can hurt in it
     * @param expectedOutcome what becomes of it; {@code null} where no guard stands before it
     */
    public record Step(
            Operation operation,
            List<SqlStatement> statements,
            List<Hazard> hazards,
            @Nullable ExpectedOutcome expectedOutcome) {

        public Step {
            statements = List.copyOf(statements);
            hazards = List.copyOf(hazards);
        }
    }
}
