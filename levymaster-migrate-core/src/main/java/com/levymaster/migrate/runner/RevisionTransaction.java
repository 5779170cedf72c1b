package com.levymaster.migrate.runner;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.checksum.CommittedSteps;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import com.levymaster.migrate.store.StepPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a revision: begins it, knows it again by a mark that ends with it, and commits what is done before
 * a step that has to run outside.
 */
final class RevisionTransaction {

    private static final String TAG = "levymaster_migrate.revision";
    private static final Pattern RESET_ALL = Pattern.compile("(?i)\\breset\\s+all\\b");

    private final RunContext run;
    private final RevisionHeader revision;
    private final Direction direction;
    private final Isolation isolation;
    private final Duration lockTimeout;
    private final boolean typed;
    private final @Nullable SessionSnapshot session;
    private final StatementBatch batch;
    private final List<String> kept = new ArrayList<>();
    private final @Nullable RepeatableContent repeatable;
    private boolean versionRow;

    RevisionTransaction(RunContext run, PreparedRevision prepared, AttemptContext context, StatementBatch batch) {
        this.run = run;
        this.revision = prepared.revision();
        this.direction = prepared.direction();
        this.isolation = prepared.recording().definition().options().isolation();
        this.lockTimeout = context.lockTimeout();
        this.session = prepared.mayChangeSession() ? context.session() : null;
        this.typed = prepared.hasTypedStepsOnly();
        this.batch = batch;
        this.repeatable = prepared.recording().definition().repeatable();
        this.versionRow = repeatable != null || run.applied().contains(revision.id());
    }

    /** A line about a savepoint that was rolled back, for the entries that commit it. */
    void keep(String line) {
        kept.add(line);
    }

    /** @return false when another node has done the revision meanwhile */
    boolean begin() throws SQLException {
        run.lock().begin();
        if (!run.lock().isHeldBetweenTransactions() && isDone()) {
            run.connection().rollback();
            run.connection().setAutoCommit(true);
            return false;
        }
        tag();
        return true;
    }

    private boolean isDone() throws SQLException {
        boolean applied = repeatable == null
                ? run.graph().applied(run.versions().applied(run.connection())).contains(revision.id())
                : run.repeatables().isApplied(run.connection(), repeatable);
        return applied == (direction == Direction.UPGRADE);
    }

    /** Goes to the server together with the first statements, and costs no round trip. */
    private void tag() {
        batch.pipelined(true);
        if (isolation != Isolation.DEFAULT) {
            batch.add(new StatementBatch.Entry(1, "set transaction isolation level " + isolation.sql(), false));
        }
        if (!typed) {
            batch.add(tag(1));
        }
        waitForLocks();
    }

    private StatementBatch.Entry tag(int step) {
        return new StatementBatch.Entry(step, "set local " + TAG + " = " + literal(revision.id()), false);
    }

    /** {@code reset all} resets the tag too. */
    void tagAfter(int step, Operation operation) {
        if (operation instanceof ExecuteSql sql && RESET_ALL.matcher(sql.sql()).find()) {
            batch.add(tag(step));
        }
    }

    /** A revision that may end its transaction itself gets a timeout that ends with it too. */
    private void waitForLocks() {
        if (typed && run.lock().isHeldBetweenTransactions()) {
            run.lockTimeout().set(lockTimeout).ifPresent(set -> batch.add(new StatementBatch.Entry(1, set, false)));
        } else if (!lockTimeout.isZero() || run.lockTimeout().isUnknown()) {
            batch.add(new StatementBatch.Entry(1, "set local lock_timeout = " + lockTimeout.toMillis(), false));
        }
    }

    /** The condition, in SQL, that it is still the transaction that we began, and still our turn. */
    String sameTransactionCondition() {
        return typed
                ? run.lock().notHeldByOthersCondition()
                : taggedCondition() + " and " + run.lock().heldCondition();
    }

    /** Of a typed revision it is always true: it is in the transaction that it began. */
    String taggedCondition() {
        if (typed) {
            return "true";
        }
        return "pg_catalog.current_setting('" + TAG + "', true) operator(pg_catalog.=) " + literal(revision.id());
    }

    boolean isOpen() throws SQLException {
        return !run.connection().getAutoCommit();
    }

    /** Whether the revision's row in the version table is to be deleted yet: that is so in a downgrade, once. */
    boolean hasVersionRow() {
        return versionRow;
    }

    /**
     * Commits what precedes a step outside of a transaction, together with a history entry that the step has started. A
     * revision of which a part is reverted is not applied any more, so that a downgrade deletes its version row first.
     */
    void commitBefore(StepPosition position, List<Operation> recorded) throws SQLException {
        String condition = isOpen() ? sameTransactionCondition() : run.lock().heldCondition();
        boolean deletes = direction == Direction.DOWNGRADE && versionRow;
        takeRoleOfRun(position);
        if (deletes) {
            run.connection().setAutoCommit(false);
            batch.add(new StatementBatch.Entry(position.step(), deleteVersionRow(condition), true));
            unstampReplaced(position);
        }
        record(HistoryEvent.STARTED, position, recorded, condition);
        commit();
        versionRow &= !deletes;
    }

    /** Until the commit, which brings back the role that the revision has set, for its other steps. */
    private void takeRoleOfRun(StepPosition position) throws SQLException {
        if (session == null) {
            return;
        }
        run.connection().setAutoCommit(false);
        batch.pipelined(true);
        session.localRole().forEach(sql -> batch.add(new StatementBatch.Entry(position.step(), sql, false)));
    }

    private void commit() throws SQLException {
        if (isOpen()) {
            run.connection().commit();
            run.connection().setAutoCommit(true);
            batch.pipelined(false);
        }
    }

    /** Their rows are gone, and the history says so, as at the end of a downgrade. */
    private void unstampReplaced(StepPosition position) {
        List<RevisionHeader> rows = repeatable == null ? run.graph().rows(revision.id()) : List.of();
        if (rows.size() > 1) {
            batch.add(new StatementBatch.Entry(
                    position.step(), run.history().insertAll(HistoryEvent.UNSTAMP, rows), false));
        }
    }

    /** Prepares the session for a step outside of a transaction. */
    void leave(StepPosition position) {
        batch.pipelined(false);
        run.lockTimeout()
                .set(Duration.ZERO)
                .ifPresent(set -> batch.add(new StatementBatch.Entry(position.step(), set, false)));
        run.lockTimeout().committed();
    }

    /**
     * Right before a step that cannot be bound to the lock by a condition of its own.
     *
     * @throws StepFailedException when the lock was lost since the start of the step was recorded
     */
    void requireLock(StepPosition position) throws SQLException {
        String sql = "select " + run.lock().heldCondition();
        try (Statement statement = run.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next() || !row.getBoolean(1)) {
                throw new StepFailedException(position.step(), null, new StatementBatch.UnexpectedRowCountException(0));
            }
        }
    }

    /** Records that the step has finished, and begins the next transaction. */
    void beginAfter(StepPosition position, List<Operation> recorded, boolean transactional) throws SQLException {
        finish(position, recorded);
        if (transactional) {
            beginNext();
        }
    }

    /** Records that the step has finished, and commits its transaction, if it has one. */
    void finish(StepPosition position, List<Operation> recorded) throws SQLException {
        takeRoleOfRun(position);
        record(HistoryEvent.FINISHED, position, recorded, run.lock().heldCondition());
        commit();
    }

    /** Begins the transaction of the steps that follow a block. */
    void beginNext() throws SQLException {
        run.connection().setAutoCommit(false);
        tag();
    }

    /** The statement that writes the row of the revision or repeatable; it changes no row where the revision has lost its ground. */
    String insertVersionRow(String condition) {
        if (repeatable != null) {
            return run.repeatables().recordIf(condition, repeatable);
        }
        return run.versions().insertIf(condition, revision, ids(run.graph().needs(revision.id())));
    }

    /** The statement that deletes the version row; it changes no row where another revision needs this one. */
    String deleteVersionRow(String condition) {
        if (repeatable != null) {
            return run.repeatables().deleteIf(condition, repeatable);
        }
        return run.versions().deleteIf(condition, revision, ids(run.graph().neededBy(revision.id())));
    }

    private static List<String> ids(List<RevisionHeader> revisions) {
        return revisions.stream().map(RevisionHeader::id).toList();
    }

    private void record(HistoryEvent event, StepPosition position, List<Operation> recorded, String condition) {
        NewHistoryEntry entry = NewHistoryEntry.of(event, revision, Duration.ZERO)
                .withStep(position.text(direction))
                .withChecksum(CommittedSteps.checksum(recorded, position), null)
                .withGuards(kept.isEmpty() ? null : String.join("\n", kept));
        batch.add(new StatementBatch.Entry(position.step(), run.history().insertIf(condition, entry), true));
        batch.flush();
    }

    private String literal(String text) {
        return run.dialect().literal(text);
    }
}
