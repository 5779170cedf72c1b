package com.levymaster.migrate.runner;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The transaction of a revision: begins it, knows it again by a mark that ends with it, and commits what is done before
 * a step that has to run outside.
 */
final class Transaction {

    private static final String MARK = "levymaster_migrate.revision";

    private final RunContext run;
    private final RevisionHeader revision;
    private final Direction direction;
    private final Isolation isolation;
    private final Duration lockTimeout;
    private final boolean typed;
    private final Batch batch;

    Transaction(RunContext run, Prepared prepared, Duration lockTimeout, Batch batch) {
        this.run = run;
        this.revision = prepared.revision();
        this.direction = prepared.direction();
        this.isolation = prepared.recording().script().manner().isolation();
        this.lockTimeout = lockTimeout;
        this.typed = prepared.isTyped();
        this.batch = batch;
    }

    /** @return false when another node has done the revision meanwhile */
    boolean begin() throws SQLException {
        boolean ours = run.turn().begin(run.connection(), direction, revision);
        if (ours) {
            mark();
        }
        return ours;
    }

    /** Goes to the server together with the first statements, and costs no round trip. */
    private void mark() {
        batch.together(true);
        if (isolation != Isolation.DEFAULT) {
            batch.add(new Batch.Entry(1, "set transaction isolation level " + isolation.words(), false));
        }
        if (!typed) {
            batch.add(new Batch.Entry(1, "set local " + MARK + " = " + literal(revision.id()), false));
        }
        waitForLocks();
    }

    /** A revision that may end its transaction itself gets a timeout that ends with it too. */
    private void waitForLocks() {
        if (typed && run.turn().keepsSession()) {
            run.lockTimeout().set(lockTimeout).ifPresent(set -> batch.add(new Batch.Entry(1, set, false)));
        } else if (!lockTimeout.isZero()) {
            batch.add(new Batch.Entry(1, "set local lock_timeout = " + lockTimeout.toMillis(), false));
        }
    }

    /** The condition, in SQL, that it is still the transaction that we began, and still our turn. */
    String isSame() {
        return typed
                ? run.turn().isNobodyElses()
                : isMarked() + " and " + run.turn().isOurs();
    }

    /** Of a typed revision it is always true: it is in the transaction that it began. */
    String isMarked() {
        if (typed) {
            return "true";
        }
        return "pg_catalog.current_setting('" + MARK + "', true) operator(pg_catalog.=) " + literal(revision.id());
    }

    boolean isOpen() throws SQLException {
        return !run.connection().getAutoCommit();
    }

    /** Commits what there is, if there is a transaction, together with the word that a step outside of one begins. */
    void leaveFor(Position position, List<Operation> said) throws SQLException {
        boolean open = isOpen();
        note(
                HistoryEntry.Event.STARTED,
                position,
                said,
                open ? isSame() : run.turn().isOurs());
        if (open) {
            run.connection().commit();
            run.connection().setAutoCommit(true);
        }
        batch.together(false);
        run.lockTimeout().set(Duration.ZERO).ifPresent(set -> batch.add(new Batch.Entry(position.step(), set, false)));
        run.lockTimeout().committed();
    }

    /** Writes that the step has ended, and begins the next transaction. */
    void returnFrom(Position position, List<Operation> said, boolean transactional) throws SQLException {
        note(HistoryEntry.Event.FINISHED, position, said, run.turn().isOurs());
        if (transactional) {
            run.connection().setAutoCommit(false);
            mark();
        }
    }

    private void note(HistoryEntry.Event kind, Position position, List<Operation> said, String condition) {
        Event event = Event.of(kind, revision, Duration.ZERO)
                .withStep(position.text(direction))
                .withChecksum(Resumption.committed(said, position), null);
        batch.add(new Batch.Entry(position.step(), run.history().insertIf(condition, event), true));
        batch.flush();
    }

    private String literal(String text) {
        return run.dialect().literal(text);
    }
}
