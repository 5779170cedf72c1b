package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Runs the steps on indexes, which a name alone does not identify. */
record IndexSteps(StepRunner steps, RunContext run, RevisionHeader revision) {

    ConcurrentIndexBuild build() {
        return new ConcurrentIndexBuild(run.connection(), run.dialect(), revision);
    }

    void createConcurrently(CreateIndex operation) {
        try {
            if (build().isDone(operation)) {
                // an interrupted run may not have come to its comment
                steps.add(run.dialect().compile(operation, steps::inspect).stream()
                        .filter(SqlStatement::transactional)
                        .toList());
                return;
            }
            try {
                steps.add(run.dialect().compile(operation, steps::inspect));
            } catch (StepFailedException e) {
                if (!ConcurrentIndexSql.isNameTaken(e.reason)) {
                    cleanUp(operation, e);
                }
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Runs SQL outside of a transaction. Around a concurrent build, the invalid index is dropped that an earlier run, or the
     * failure of this one, has left.
     */
    void execute(ExecuteSql operation) {
        steps.flush();
        try {
            Optional<ConcurrentIndexSql> create = ConcurrentIndexSql.of(operation.sql());
            if (create.isPresent()) {
                for (ObjectName invalid : create.get().invalidOfName(run.connection())) {
                    build().drop(invalid);
                }
            }
            Set<ObjectName> before = create.isEmpty() ? Set.of() : create.get().invalid(run.connection());
            try {
                steps.add(run.dialect().compile(operation, steps::inspect));
            } catch (StepFailedException e) {
                if (create.isPresent()
                        && e.reason instanceof SQLException failure
                        && create.get().mayHaveLeft(failure)) {
                    cleanUp(create.get(), before, e);
                }
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Refuses an invalid index of the name, before the step is recorded as started.
     *
     * @param ours whether an earlier run came to this step, so that it has left the index
     */
    void requireFree(ExecuteSql operation, boolean ours) throws SQLException {
        Optional<ConcurrentIndexSql> create = ours ? Optional.empty() : ConcurrentIndexSql.of(operation.sql());
        if (create.isPresent() && !create.get().invalidOfName(run.connection()).isEmpty()) {
            throw InterruptedRevisionException.invalid(
                    revision, String.valueOf(create.get().name()));
        }
    }

    private void cleanUp(ConcurrentIndexSql create, Set<ObjectName> before, StepFailedException failure) {
        try {
            for (ObjectName invalid : create.left(run.connection())) {
                // a build of another session may have ended meanwhile
                if (!before.contains(invalid) && create.left(run.connection()).contains(invalid)) {
                    build().drop(invalid);
                }
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The failure of the step is reported, not that of the removal. */
    private void cleanUp(CreateIndex operation, StepFailedException failure) {
        try {
            build().dropIfInvalid(operation);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Drops the invalid index that an interrupted run of this step has left: a guard would take it for another one.
     *
     * @param interrupted whether the step may have run before
     */
    void dropOwnInvalid(Operation operation, boolean interrupted) {
        if (interrupted
                && operation instanceof IfNotExists guard
                && guard.create() instanceof CreateIndex index
                && index.concurrently()) {
            try {
                steps.flush();
                build().dropIfInvalid(index);
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    /** @param interrupted whether the step may have run before, so that the index may be gone */
    void drop(DropIndex operation, boolean interrupted) {
        IndexLocation location = locate(operation.table(), operation.name());
        if (!interrupted || location.onTable()) {
            location.requireOn(operation.table(), operation.name());
            steps.add(run.dialect().compile(location.qualified(operation), steps::inspect));
        }
    }

    void rename(RenameIndex operation) {
        IndexLocation location = locate(operation.table(), operation.from());
        location.requireOn(operation.table(), operation.from());
        steps.add(run.dialect().compile(location.qualified(operation), steps::inspect));
    }

    /** The search path may lead to another schema's index of that name. */
    private IndexLocation locate(ObjectName table, String index) {
        steps.flush();
        try {
            return IndexLocation.of(run.connection(), run.dialect(), table, index);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private StepFailedException failed(SQLException e) {
        return new StepFailedException(steps.current(), null, e);
    }
}
