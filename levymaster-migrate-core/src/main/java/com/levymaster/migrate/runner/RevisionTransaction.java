package com.levymaster.migrate.runner;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The transaction of a revision: begins it, knows it again by a mark that ends with it, and commits what is done before
 * a step that has to run outside.
 */
final class RevisionTransaction {

    private static final String MARK = "levymaster_migrate.revision";

    private final RunContext run;
    private final RevisionHeader revision;
    private final Direction direction;
    private final Isolation isolation;
    private final Duration lockTimeout;
    private final boolean typed;
    private final StatementBatch batch;

    RevisionTransaction(RunContext run, PreparedRevision prepared, Duration lockTimeout, StatementBatch batch) {
        this.run = run;
        this.revision = prepared.revision();
        this.direction = prepared.direction();
        this.isolation = prepared.recording().definition().options().isolation();
        this.lockTimeout = lockTimeout;
        this.typed = prepared.hasTypedStepsOnly();
        this.batch = batch;
    }

    /** @return false when another node has done the revision meanwhile */
    boolean begin() throws SQLException {
        boolean ours = run.turn().begin(run.connection(), direction, revision);
        if (ours) {
            tag();
        }
        return ours;
    }

    /** Goes to the server together with the first statements, and costs no round trip. */
    private void tag() {
        batch.pipelined(true);
        if (isolation != Isolation.DEFAULT) {
            batch.add(new StatementBatch.Entry(1, "set transaction isolation level " + isolation.sql(), false));
        }
        if (!typed) {
            batch.add(new StatementBatch.Entry(1, "set local " + MARK + " = " + literal(revision.id()), false));
        }
        waitForLocks();
    }

    /** A revision that may end its transaction itself gets a timeout that ends with it too. */
    private void waitForLocks() {
        if (typed && run.turn().keepsSession()) {
            run.lockTimeout().set(lockTimeout).ifPresent(set -> batch.add(new StatementBatch.Entry(1, set, false)));
        } else if (!lockTimeout.isZero()) {
            batch.add(new StatementBatch.Entry(1, "set local lock_timeout = " + lockTimeout.toMillis(), false));
        }
    }

    /** The condition, in SQL, that it is still the transaction that we began, and still our turn. */
    String sameTransactionCondition() {
        return typed
                ? run.turn().notHeldByOthersCondition()
                : taggedCondition() + " and " + run.turn().heldCondition();
    }

    /** Of a typed revision it is always true: it is in the transaction that it began. */
    String taggedCondition() {
        if (typed) {
            return "true";
        }
        return "pg_catalog.current_setting('" + MARK + "', true) operator(pg_catalog.=) " + literal(revision.id());
    }

    boolean isOpen() throws SQLException {
        return !run.connection().getAutoCommit();
    }

    /** Commits what there is, if there is a transaction, together with the word that a step outside of one begins. */
    void commitBefore(StepPosition position, List<Operation> said) throws SQLException {
        boolean open = isOpen();
        note(
                HistoryEvent.STARTED,
                position,
                said,
                open ? sameTransactionCondition() : run.turn().heldCondition());
        if (open) {
            run.connection().commit();
            run.connection().setAutoCommit(true);
        }
        batch.pipelined(false);
        run.lockTimeout()
                .set(Duration.ZERO)
                .ifPresent(set -> batch.add(new StatementBatch.Entry(position.step(), set, false)));
        run.lockTimeout().committed();
    }

    /** Writes that the step has ended, and begins the next transaction. */
    void beginAfter(StepPosition position, List<Operation> said, boolean transactional) throws SQLException {
        note(HistoryEvent.FINISHED, position, said, run.turn().heldCondition());
        if (transactional) {
            run.connection().setAutoCommit(false);
            tag();
        }
    }

    private void note(HistoryEvent kind, StepPosition position, List<Operation> said, String condition) {
        NewHistoryEntry event = NewHistoryEntry.of(kind, revision, Duration.ZERO)
                .withStep(position.text(direction))
                .withChecksum(ResumePoint.committed(said, position), null);
        batch.add(new StatementBatch.Entry(position.step(), run.history().insertIf(condition, event), true));
        batch.flush();
    }

    private String literal(String text) {
        return run.dialect().literal(text);
    }
}
