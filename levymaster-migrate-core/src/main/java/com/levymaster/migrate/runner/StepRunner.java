package com.levymaster.migrate.runner;

import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.plan.RepeatableSteps;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.StepPosition;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Runs the steps of one revision one after the other; statements whose effect nothing needs yet are sent together. */
final class StepRunner {

    private static final Log log = LogFactory.getLog(StepRunner.class);

    private final RunContext run;
    private final Connection connection;
    private final ChangedRowCounter rows;
    private final StatementBatch batch;
    private final RevisionTransaction transaction;
    private final ObservedTransaction observed;
    private final StepsNotDone notDone;
    private final @Nullable SessionSnapshot session;
    private final ResumePoint resumption;
    private final NonTransactionalSteps nonTransactional;
    private final IndexSteps indexes;
    private final RowSteps rowSteps;
    private final RevisionHeader revision;
    private final PreparedRevision prepared;
    private final AttemptContext context;
    private final int expected;
    private final @Nullable StatementObserver observer;
    private final List<Operation> started = new ArrayList<>();
    private final List<String> sql = new ArrayList<>();
    private final List<String> guards = new ArrayList<>();

    StepRunner(RunContext run, PreparedRevision prepared, ResumePoint resumption, AttemptContext context) {
        this(run, prepared, resumption, context, null);
    }

    /** @param observer who watches the statements; {@code null} for nobody */
    StepRunner(
            RunContext run,
            PreparedRevision prepared,
            ResumePoint resumption,
            AttemptContext context,
            @Nullable StatementObserver observer) {
        this.observer = observer;
        this.run = run;
        this.connection = run.connection();
        this.rows = new ChangedRowCounter(run.listener(), prepared.revision());
        this.batch = new StatementBatch(connection, run.literals().stored() ? sql : null, rows, observer);
        this.transaction = new RevisionTransaction(run, prepared, context, batch);
        this.observed = new ObservedTransaction(connection);
        this.notDone = context.notDone();
        this.session = context.session();
        this.resumption = resumption;
        this.nonTransactional = new NonTransactionalSteps(run, prepared, transaction, resumption);
        this.revision = prepared.revision();
        this.prepared = prepared;
        this.context = context;
        this.indexes = new IndexSteps(this, run, revision);
        this.rowSteps = new RowSteps(this, run, batch);
        this.expected = prepared.steps().size();
        run.catalog().invalidate();
    }

    RevisionTransaction transaction() {
        return transaction;
    }

    /** Runs a step. SQL that is known already is not compiled again. */
    void run(PreparedRevision.Step step) {
        start(step.operation());
        if (resumption.skipsAllOf(current())) {
            restoreSession(step.operation());
            return;
        }
        if (isPlain(step.operation()) && !step.provisional() && isInTransaction()) {
            beforeRunning(step.operation());
            add(step.statements());
            retag(step.operation());
        } else {
            top(step.operation());
        }
    }

    /** Counts a step that is left out. */
    void skip(Operation operation) {
        started.add(operation);
    }

    /** A setting of the session that an earlier run made is gone with that session, and governs the steps that are left. */
    private void restoreSession(Operation done) {
        if (done instanceof Autocommit block) {
            block.steps().forEach(this::restoreSession);
        } else if (done instanceof ExecuteSql sql) {
            beforeRunning(sql);
            add(run.dialect().compile(sql, this::inspect).stream()
                    .filter(statement -> SessionSetting.isSetBy(statement.sql()))
                    .toList());
        }
    }

    /** What the upgrade has not done is not reverted. */
    private boolean isNothingToRevert(Operation operation) {
        if (!notDone.isRevertedBy(operation)) {
            return false;
        }
        note("skipped " + operation.describe()
                + (notDone.stamped() && operation instanceof DeleteRows
                        ? ", since the revision was stamped: it has not inserted them"
                        : ", since the upgrade rolled back what it would revert"));
        return true;
    }

    /** The downgrade must know it: what exists in place of the steps is not this revision's. */
    private void noteRolledBack(Savepoint savepoint, String state) {
        String line = "rolled back savepoint " + PrintableText.line(savepoint.name()) + " [" + state
                + "]; a downgrade does not revert its steps "
                + StepsNotDone.digests(savepoint, started.subList(0, started.size() - 1));
        note(line);
        transaction.keep("step " + current() + ": " + line);
    }

    private void note(String outcome) {
        String line = PrintableText.line("step " + current() + ": " + outcome);
        guards.add(line);
        log.info("Revision " + revision.id() + ", " + line);
    }

    /** Runs each operation when a body records it, so that the body can inspect its effect. */
    OperationRecorder live(RunArguments arguments) {
        return new LiveRecorder(this, arguments);
    }

    /** Runs an operation that an inspecting body has recorded. */
    void runRecorded(Operation operation) {
        start(operation);
        if (operation instanceof Autocommit || !isInTransaction()) {
            RepeatableSteps.check(isInTransaction(), started);
        }
        top(operation);
    }

    /** Adds a statement of our own after the last step; it must change exactly one row. */
    void atEnd(String statement) {
        batch.add(new StatementBatch.Entry(count() + 1, statement, true));
    }

    /** A statement of any number of rows, after all steps. */
    void atEndForAll(String statement) {
        batch.add(new StatementBatch.Entry(count() + 1, statement, false));
    }

    /** Sends what is left. */
    void finish() {
        flush();
        rows.check();
    }

    void flush() {
        batch.flush();
        run.catalog().invalidate();
    }

    /** The step that runs, from 1. */
    int current() {
        return started.size();
    }

    /** How many steps the revision has, as far as is known. */
    int count() {
        return Math.max(expected, started.size());
    }

    /** What has been started so far. */
    List<Operation> recorded() {
        return started;
    }

    /** The statements that ran, where they are to be kept. */
    List<String> sql() {
        return sql;
    }

    /** What became of guarded steps so far. */
    List<String> guards() {
        return guards;
    }

    /** The transaction of the data steps. */
    ObservedTransaction observed() {
        return observed;
    }

    NonTransactionalSteps nonTransactional() {
        return nonTransactional;
    }

    String describe(int step) {
        return step >= 1 && step <= started.size()
                ? started.get(step - 1).describe()
                : "record revision " + revision.id();
    }

    private void start(Operation operation) {
        rows.check();
        if (run.listener().requiresStepByStep()) {
            batch.flush();
        }
        started.add(operation);
        run.listener().beforeStep(revision, started.size(), count(), PrintableText.line(operation.describe()));
    }

    private static boolean isPlain(Operation operation) {
        return !(operation instanceof RunJava
                || operation instanceof Autocommit
                || operation instanceof Savepoint
                || operation instanceof IfNotExists
                || operation instanceof IfExists
                || operation instanceof DeleteRows
                || operation instanceof InsertRows insert && insert.copied().isPresent()
                || operation instanceof DropIndex
                || operation instanceof RenameIndex);
    }

    /** A step of the revision itself: a block that leaves the transaction, or a step that never was in one. */
    private void top(Operation operation) {
        try {
            if (operation instanceof Autocommit block) {
                runOutsideTransaction(block);
            } else if (!isInTransaction()) {
                StepPosition position = new StepPosition(current(), 0);
                runOutsideTransaction(operation, position, position.next(), false);
            } else {
                perform(operation);
            }
        } catch (SQLException e) {
            throw new StepFailedException(current(), null, e);
        }
    }

    /** Each step of the block is committed by itself; afterwards a new transaction begins, if there was one. */
    private void runOutsideTransaction(Autocommit block) throws SQLException {
        batch.flush();
        observed.forget();
        boolean transactional = transaction.isOpen();
        int last = block.steps().size();
        for (int i = 1; i <= last; i++) {
            StepPosition position = new StepPosition(current(), i);
            if (!nonTransactional.isFinished(position)) {
                StepPosition next = i == last ? new StepPosition(current() + 1, 0) : position.next();
                Operation step = block.steps().get(i - 1);
                if (!block.isSafe() && !(step instanceof SafeStage)) {
                    runOutsideTransaction(step, position, next, transactional && i == last);
                } else {
                    new SafeStep(this, run, nonTransactional, step).run(position, next);
                    if (transactional && i == last) {
                        transaction.beginNext();
                    }
                }
            } else {
                restoreSession(block.steps().get(i - 1));
            }
        }
    }

    private void runOutsideTransaction(Operation step, StepPosition position, StepPosition next, boolean transactional)
            throws SQLException {
        if (OperationList.isStreamed(step)) {
            new SafeStep(this, run, nonTransactional, step).run(position, next);
            if (transactional) {
                transaction.beginNext();
            }
            return;
        }
        requireFree(step, position);
        if (nonTransactional.start(position, step, started)) {
            if (step instanceof Backfill backfill) {
                backfill(backfill, position);
            } else {
                perform(step);
            }
        }
        nonTransactional.finish(position, next, started, transactional);
    }

    private void backfill(Backfill operation, StepPosition position) throws SQLException {
        new BackfillRunner(run, prepared, position, operation, context, this::beforeRunning)
                .run(nonTransactional.isAt(position));
    }

    void requireFree(Operation step, StepPosition position) throws SQLException {
        if (step instanceof CreateIndex index && index.concurrently()) {
            indexes.build().requireFree(index, nonTransactional.isAt(position));
        } else if (step instanceof ExecuteSql sql) {
            indexes.requireFree(sql, nonTransactional.isAt(position));
        }
    }

    void perform(Operation operation) {
        if (isNothingToRevert(operation)) {
            return;
        }
        if (operation instanceof RunJava data) {
            flush();
            observe();
            runJava(data);
        } else if (operation instanceof Savepoint savepoint) {
            savepoint(savepoint);
        } else if (operation instanceof IfNotExists || operation instanceof IfExists) {
            indexes.dropOwnInvalid(
                    operation,
                    nonTransactional.isUncertain() || resumption.beginsAnew() || revertsInterruptedUpgrade());
            guarded(new ExistenceEvaluator(this::inspect, connection, run.dialect(), current()).evaluate(operation));
        } else if (operation instanceof InsertRows insert && insert.copied().isPresent()) {
            rowSteps.insert(insert, insert.copied().get(), !isInTransaction());
            retag(operation);
        } else if (operation instanceof DeleteRows delete) {
            rowSteps.delete(delete, !isInTransaction());
        } else if (operation instanceof CreateIndex index && index.concurrently()) {
            indexes.createConcurrently(index);
        } else if (operation instanceof DropIndex index) {
            indexes.drop(index, nonTransactional.isUncertain());
        } else if (operation instanceof RenameIndex index) {
            indexes.rename(index);
        } else if (operation instanceof ExecuteSql sql && !isInTransaction()) {
            beforeRunning(operation);
            indexes.execute(sql);
        } else {
            beforeRunning(operation);
            add(run.dialect().compile(operation, this::inspect));
            retag(operation);
        }
    }

    /** What such an upgrade has left invalid is its own. */
    private boolean revertsInterruptedUpgrade() {
        UnfinishedRevision interrupted = run.past().unfinished().get(revision.id());
        return prepared.direction() == Direction.DOWNGRADE
                && interrupted != null
                && interrupted.partialUpgrade() != null;
    }

    private void runJava(RunJava data) {
        if (observer == null) {
            DataStepRunner.run(data.step(), dataStepConnection(), current());
            return;
        }
        try {
            observer.before();
            DataStepRunner.run(data.step(), dataStepConnection(), current());
            observer.after(data.describe(), 0);
        } catch (SQLException e) {
            throw new StepFailedException(current(), null, e);
        }
    }

    private void observe() {
        try {
            if (transaction.isOpen()) {
                observed.observe();
            }
        } catch (SQLException e) {
            throw new StepFailedException(current(), null, e);
        }
    }

    private Connection dataStepConnection() {
        int step = current();
        return DataStepConnection.of(connection, count -> rows.add(step, count), this::beforeRunning);
    }

    private void beforeRunning(Operation operation) {
        if (operation instanceof ExecuteSql sql) {
            try {
                beforeRunning(sql.sql());
            } catch (SQLException e) {
                throw new StepFailedException(current(), null, e);
            }
        }
    }

    /** What a revision of its own SQL is about to change must be known, to restore it. */
    private void beforeRunning(String sql) throws SQLException {
        if (session != null) {
            session.beforeRunning(sql, connection);
        }
    }

    private void retag(Operation operation) {
        if (isInTransaction()) {
            transaction.tagAfter(current(), operation);
        }
    }

    private void guarded(ExistenceEvaluator.Decision verdict) {
        if (verdict.applies()) {
            perform(verdict.operation());
        }
        note(verdict.toString());
    }

    void add(List<SqlStatement> statements) {
        for (SqlStatement statement : statements) {
            if (statement.rows() != null) {
                batch.copy(current(), statement.sql(), statement.rows().rows());
            } else if (!statement.isComment()) {
                batch.add(new StatementBatch.Entry(current(), statement.sql(), false));
            }
        }
    }

    DatabaseSchema inspect() {
        flush();
        return run.catalog().snapshot();
    }

    private boolean isInTransaction() {
        try {
            return transaction.isOpen();
        } catch (SQLException e) {
            throw new StepFailedException(current(), null, e);
        }
    }

    private void savepoint(Savepoint operation) {
        try {
            batch.flush();
            java.sql.Savepoint savepoint = connection.setSavepoint(operation.name());
            try {
                operation.steps().forEach(this::perform);
                batch.flush();
                connection.releaseSavepoint(savepoint);
            } catch (StepFailedException e) {
                if (!(e.reason instanceof SQLException)) {
                    throw e;
                }
                batch.clear();
                connection.rollback(savepoint);
                noteRolledBack(operation, ((SQLException) e.reason).getSQLState());
                operation.onFailure().forEach(this::perform);
            }
        } catch (SQLException e) {
            throw new StepFailedException(current(), null, e);
        }
    }
}
