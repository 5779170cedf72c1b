package com.levymaster.migrate.runner;

import com.levymaster.migrate.Recorder;
import com.levymaster.migrate.dialect.Statement;
import com.levymaster.migrate.operation.DataOperation.RunData;
import com.levymaster.migrate.operation.FlowOperation.Autocommit;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.FlowOperation.Savepoint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Catalog;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.script.Arguments;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Runs the steps of one revision one after the other; statements whose effect nothing needs yet are sent together. */
final class StepRunner {

    private static final Log log = LogFactory.getLog(StepRunner.class);

    private final RunContext run;
    private final Connection connection;
    private final RowsChanged rows;
    private final Batch batch;
    private final Transaction transaction;
    private final Resumption resumption;
    private final Outside outside;
    private final RevisionHeader revision;
    private final int expected;
    private final List<Operation> started = new ArrayList<>();
    private final List<String> sql = new ArrayList<>();
    private final List<String> guards = new ArrayList<>();

    StepRunner(RunContext run, Prepared prepared, Resumption resumption, Duration lockTimeout) {
        this.run = run;
        this.connection = run.connection();
        this.rows = new RowsChanged(run.listener(), prepared.revision());
        this.batch = new Batch(connection, run.keepSql() ? sql : null, rows);
        this.transaction = new Transaction(run, prepared, lockTimeout, batch);
        this.resumption = resumption;
        this.outside = new Outside(run, prepared, transaction, resumption);
        this.revision = prepared.revision();
        this.expected = prepared.steps().size();
        run.catalog().invalidate();
    }

    Transaction transaction() {
        return transaction;
    }

    /** Runs a step whose SQL is known already. */
    void run(Prepared.Step step) {
        start(step.operation());
        if (resumption.skipsAllOf(current())) {
            return;
        }
        if (isPlain(step.operation()) && isInTransaction()) {
            add(step.statements());
        } else {
            top(step.operation());
        }
    }

    /** Runs what a body says while it says it, so that the body sees the database as it makes it. */
    Recorder live(Arguments arguments) {
        return new Recorder() {
            @Override
            public void record(Operation operation) {
                start(operation);
                top(operation);
            }

            @Override
            public Catalog catalog() {
                return StepRunner.this::look;
            }

            @Override
            public Optional<String> argument(String key) {
                return arguments.argument(key);
            }

            @Override
            public Optional<String> tag() {
                return arguments.tagged();
            }
        };
    }

    /** Adds a statement of our own after the last step; it must change exactly one row. */
    void atEnd(String statement) {
        batch.add(new Batch.Entry(count() + 1, statement, true));
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
    List<Operation> said() {
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

    Outside outside() {
        return outside;
    }

    String describe(int step) {
        return step >= 1 && step <= started.size()
                ? started.get(step - 1).describe()
                : "record revision " + revision.id();
    }

    private void start(Operation operation) {
        if (run.listener().watchesSteps()) {
            batch.flush();
        }
        started.add(operation);
        run.listener().beforeStep(revision, started.size(), count(), operation.describe());
    }

    private static boolean isPlain(Operation operation) {
        return !(operation instanceof RunData
                || operation instanceof Autocommit
                || operation instanceof Savepoint
                || operation instanceof IfMissing
                || operation instanceof IfPresent);
    }

    /** A step of the revision itself: a block that leaves the transaction, or a step that never was in one. */
    private void top(Operation operation) {
        try {
            if (operation instanceof Autocommit block) {
                batch.flush();
                outside.each(current(), block.steps(), started, this::perform);
            } else if (!isInTransaction()) {
                outside.one(new Position(current(), 0), operation, started, this::perform);
            } else {
                perform(operation);
            }
        } catch (SQLException e) {
            throw new StepFailed(current(), null, e);
        }
    }

    private void perform(Operation operation) {
        if (operation instanceof RunData data) {
            flush();
            DataSteps.run(data.step(), connection, current(), rows);
        } else if (operation instanceof Savepoint savepoint) {
            savepoint(savepoint);
        } else if (operation instanceof IfMissing || operation instanceof IfPresent) {
            guarded(new Guard(this::look, connection, run.dialect(), current()).judge(operation));
        } else if (operation instanceof CreateIndex index && index.concurrently()) {
            concurrently(index);
        } else if (!isDropped(operation)) {
            add(run.dialect().compile(operation, this::look));
        }
    }

    private void guarded(Guard.Verdict verdict) {
        if (verdict.applies()) {
            perform(verdict.operation());
        }
        String line = "step " + current() + ": " + verdict;
        guards.add(line);
        log.info("Revision " + revision.id() + ", " + line);
    }

    private void add(List<Statement> statements) {
        for (Statement statement : statements) {
            if (!statement.isComment()) {
                batch.add(new Batch.Entry(current(), statement.sql(), false));
            }
        }
    }

    private Schema look() {
        flush();
        return run.catalog().snapshot();
    }

    private boolean isInTransaction() {
        try {
            return transaction.isOpen();
        } catch (SQLException e) {
            throw new StepFailed(current(), null, e);
        }
    }

    private void concurrently(CreateIndex operation) {
        ConcurrentIndex index = new ConcurrentIndex(connection, run.dialect(), revision);
        try {
            if (index.isDone(operation)) {
                return;
            }
            try {
                add(run.dialect().compile(operation, this::look));
            } catch (StepFailed e) {
                cleanUp(index, operation, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StepFailed(current(), null, e);
        }
    }

    /** What it failed of is what counts. */
    private static void cleanUp(ConcurrentIndex index, CreateIndex operation, StepFailed failure) {
        try {
            index.dropIfInvalid(operation);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private boolean isDropped(Operation operation) {
        try {
            return operation instanceof DropIndex drop
                    && drop.concurrently()
                    && outside.isUncertain()
                    && new ConcurrentIndex(connection, run.dialect(), revision).isDone(drop);
        } catch (SQLException e) {
            throw new StepFailed(current(), null, e);
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
            } catch (StepFailed e) {
                if (!(e.reason instanceof SQLException)) {
                    throw e;
                }
                batch.clear();
                connection.rollback(savepoint);
                operation.onFailure().forEach(this::perform);
            }
        } catch (SQLException e) {
            throw new StepFailed(current(), null, e);
        }
    }
}
