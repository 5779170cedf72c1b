package com.levymaster.migrate.runner;

import com.levymaster.migrate.Recorder;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.Statement;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.operation.DataOperation.RunData;
import com.levymaster.migrate.operation.FlowOperation.Autocommit;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.FlowOperation.Savepoint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Catalog;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.script.Arguments;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the steps of one revision one after the other; statements whose effect nothing needs yet are sent together. */
final class StepRunner {

    private final Connection connection;
    private final Dialect dialect;
    private final LiveCatalog catalog;
    private final Batch batch;
    private final RunListener listener;
    private final List<Operation> started = new ArrayList<>();
    private final RevisionHeader revision;
    private final int expected;
    private boolean committedEarly;

    StepRunner(Connection connection, Dialect dialect, LiveCatalog catalog, RunListener listener, Prepared prepared) {
        this.connection = connection;
        this.dialect = dialect;
        this.catalog = catalog;
        this.batch = new Batch(connection);
        this.listener = listener;
        this.revision = prepared.revision();
        this.expected = prepared.steps().size();
        batch.together(prepared.recording().script().transactional());
        catalog.invalidate();
    }

    /** Runs a step whose SQL is known already. */
    void run(Prepared.Step step) {
        start(step.operation());
        if (isPlain(step.operation())) {
            add(step.statements());
        } else {
            perform(step.operation());
        }
    }

    /** Runs what a body says while it says it, so that the body sees the database as it makes it. */
    Recorder live(Arguments arguments) {
        return new Recorder() {
            @Override
            public void record(Operation operation) {
                start(operation);
                perform(operation);
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
    void atEnd(String sql) {
        batch.add(new Batch.Entry(count() + 1, sql, true));
    }

    void flush() {
        batch.flush();
        catalog.invalidate();
    }

    /** The step that runs, from 1. */
    int current() {
        return started.size();
    }

    /** How many steps the revision has, as far as is known. */
    int count() {
        return Math.max(expected, started.size());
    }

    String describe(int step) {
        return step >= 1 && step <= started.size()
                ? started.get(step - 1).describe()
                : "record revision " + revision.id();
    }

    /** What a rollback does not reach; {@code null} when it reaches all. */
    @Nullable
    String leftover(boolean transactional) {
        if (!transactional) {
            return "Not rolled back: the revision runs without a transaction, so its steps before this one stay.";
        }
        return committedEarly
                ? "Not rolled back: what stood before op.autocommit(…), and in it, before this step; it is committed."
                : null;
    }

    private void start(Operation operation) {
        started.add(operation);
        listener.beforeStep(revision, started.size(), count(), operation.describe());
    }

    private static boolean isPlain(Operation operation) {
        return !(operation instanceof RunData
                || operation instanceof Autocommit
                || operation instanceof Savepoint
                || operation instanceof IfMissing
                || operation instanceof IfPresent);
    }

    private void perform(Operation operation) {
        if (operation instanceof RunData data) {
            flush();
            DataSteps.run(data.step(), connection, current());
        } else if (operation instanceof Autocommit block) {
            autocommit(block);
        } else if (operation instanceof Savepoint savepoint) {
            savepoint(savepoint);
        } else if (operation instanceof IfMissing || operation instanceof IfPresent) {
            new Guard(this::look, connection, dialect, revision, current())
                    .resolve(operation)
                    .ifPresent(this::perform);
        } else {
            add(dialect.compile(operation, this::look));
        }
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
        return catalog.snapshot();
    }

    private void autocommit(Autocommit block) {
        try {
            batch.flush();
            boolean transactional = !connection.getAutoCommit();
            if (transactional) {
                connection.commit();
                connection.setAutoCommit(true);
                committedEarly = true;
            }
            batch.together(false);
            block.steps().forEach(this::perform);
            if (transactional) {
                connection.setAutoCommit(false);
                batch.together(true);
            }
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
