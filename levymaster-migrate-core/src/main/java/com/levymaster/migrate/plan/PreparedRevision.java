package com.levymaster.migrate.plan;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A revision that has been recorded, compiled and checked, but not run. */
public record PreparedRevision(Recording recording, List<Step> steps) {

    public PreparedRevision {
        steps = List.copyOf(steps);
    }

    /** The header of the revision. */
    public RevisionHeader revision() {
        return recording.definition().header();
    }

    /** Whether the upgrade or the downgrade was recorded. */
    public Direction direction() {
        return recording.direction();
    }

    /** Returns the hazards, in the order of the steps. */
    public List<Hazard> hazards() {
        return steps.stream().flatMap(step -> step.hazards().stream()).toList();
    }

    /** Returns the operations that a run would execute: without those that an earlier run has committed. */
    public List<Operation> pendingOperations() {
        return steps.stream().flatMap(step -> Stream.ofNullable(step.pending())).toList();
    }

    /** Whether all SQL is generated: raw SQL and Java of a revision can end the transaction, or release locks. */
    public boolean hasTypedStepsOnly() {
        return recording.definition().transactional()
                && !recording.inspectsDatabase()
                && recording.operations().stream().noneMatch(Autocommit.class::isInstance)
                && OperationList.leaves(recording.operations()).noneMatch(PreparedRevision::isForeign);
    }

    /** Whether its SQL or Java may leave something in the session: any function of the server may. */
    public boolean mayChangeSession() {
        return recording.inspectsDatabase()
                || OperationList.leaves(recording.operations()).anyMatch(o -> isForeign(o) || o instanceof Backfill);
    }

    /** Whether it changes rows in batches. */
    public boolean hasBackfill() {
        return OperationList.leaves(recording.operations()).anyMatch(Backfill.class::isInstance);
    }

    private static boolean isForeign(Operation operation) {
        return operation instanceof RunJava || operation instanceof ExecuteSql || operation instanceof SetLocal;
    }

    /**
     * One operation and its SQL.
     *
     * @param pending what is left of the operation: the operation itself, or the rest of a block of which an earlier run has
     *     committed a part; {@code null} if it has committed all of it
     * @param statements the SQL as in an offline script; a comment for a data step
     * @param provisional whether the SQL depends on objects that earlier steps may change in ways that are not known;
     *     it is then compiled again when the step runs
     * @param hazards the hazards of the step
     * @param expectedOutcome the expected outcome of a guarded step; {@code null} without a guard
     * @param unknown what is not known of the step before it runs, other than what raw SQL before it hides, and why:
     *     {@code whether the server accepts their expressions, because …}; {@code null} if there is nothing
     */
    public record Step(
            Operation operation,
            @Nullable Operation pending,
            List<SqlStatement> statements,
            boolean provisional,
            List<Hazard> hazards,
            @Nullable ExpectedOutcome expectedOutcome,
            @Nullable String unknown) {

        public Step {
            statements = List.copyOf(statements);
            hazards = List.copyOf(hazards);
        }

        /** A step that an earlier run has committed: it is neither run nor checked again. */
        static Step committed(Operation operation) {
            return new Step(operation, null, List.of(), false, List.of(), null, null);
        }

        /** Whether an earlier run has committed all of it. */
        public boolean isCommitted() {
            return pending == null;
        }
    }
}
