package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.CanonicalLine;
import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import com.levymaster.migrate.store.StepPosition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** One attempt at a revision: its steps, its version row and its history row, in one transaction. */
final class RevisionAttempt {

    private static final Log log = LogFactory.getLog(RevisionAttempt.class);

    private static final String ROLE =
            "The role of the run may not write the tables of LevyMaster Migrate: grant it the rights, or let the"
                    + " revision not revoke them.";

    private final RunContext run;
    private final PreparedRevision prepared;
    private final List<String> committed;
    private final @Nullable SessionSnapshot session;
    private final StepRunner steps;
    private final long start = System.nanoTime();

    RevisionAttempt(RunContext run, PreparedRevision prepared, AttemptContext context) {
        this.run = run;
        this.prepared = prepared;
        this.committed = context.committed();
        this.session = prepared.mayChangeSession() ? context.session() : null;
        this.steps = new StepRunner(run, prepared, ResumePoint.of(prepared, run.past()), context);
    }

    /**
     * Nothing when another node has done the revision meanwhile.
     *
     * @throws RevisionFailedException when a step fails; what could be rolled back is
     */
    Optional<RevisionReport> run() throws SQLException {
        Optional<RevisionReport> report;
        try {
            report = attempt();
        } catch (Throwable e) {
            rollBack(e);
            throw e;
        } finally {
            run.lockTimeout().rolledBack();
        }
        leaveTransaction();
        cleanSession();
        return report;
    }

    /** Where the next run resumes; {@code null} if it begins anew. */
    @Nullable
    StepPosition resumeAt() {
        return steps.nonTransactional().resumeAt();
    }

    /** Whether the attempt was interrupted, so that nothing has failed, at a place that the history has already. */
    boolean wasInterrupted(RevisionFailedException failure) {
        String state = failure.sqlState();
        boolean interrupted = state == null
                ? isInterruption(failure)
                : Thread.currentThread().isInterrupted()
                        && (SqlStates.isCancelled(state) || SqlStates.isTransient(state));
        return interrupted && steps.nonTransactional().isRecorded();
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof InterruptedException || e instanceof RunEndedException) {
                return true;
            }
        }
        return false;
    }

    boolean hasCommitted() {
        return steps.nonTransactional().hasCommitted();
    }

    List<Operation> recorded() {
        return steps.recorded();
    }

    private Optional<RevisionReport> attempt() throws SQLException {
        boolean transactional = prepared.recording().definition().transactional();
        try {
            if (transactional && !steps.transaction().begin()) {
                return Optional.empty();
            }
            noteReason();
            body();
            restoreSession();
            if (!transactional && !steps.transaction().begin()) {
                return Optional.empty();
            }
            String checksum = record();
            commit();
            if (checksum != null) {
                run.checksums().remember(prepared.revision().id(), checksum);
            }
            return Optional.of(new RevisionReport(
                    prepared.revision(),
                    prepared.direction(),
                    steps.count(),
                    elapsed(),
                    steps.guards(),
                    prepared.hazards()));
        } catch (StepFailedException e) {
            throw failed(e);
        } catch (InterruptedRevisionException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw failed(new StepFailedException(steps.current(), null, e));
        }
    }

    /** Who reads the history later wants to know why a hazard was accepted. */
    private void noteReason() {
        RevisionOptions options = prepared.recording().definition().options();
        if (prepared.direction() == Direction.UPGRADE && !options.because().isBlank()) {
            steps.guards()
                    .add(PrintableText.line("ignored "
                            + options.ignoredHazards().stream().sorted().collect(Collectors.joining(", "))
                            + ", because "
                            + options.because()));
        }
    }

    private void body() {
        if (prepared.recording().inspectsDatabase()) {
            Operations.record(
                    op -> Recording.body(prepared.recording().definition().newMigration(), prepared.direction(), op),
                    steps.live(run.arguments()));
        } else {
            prepared.steps().forEach(steps::run);
        }
    }

    /** In the transaction of the revision, if it has one, so that the next one begins as this one did. */
    private void restoreSession() {
        if (session == null) {
            return;
        }
        steps.flush();
        try {
            session.restore(run.connection());
        } catch (SQLException e) {
            throw new StepFailedException(steps.count() + 1, null, e);
        }
    }

    private @Nullable String record() {
        boolean up = prepared.direction() == Direction.UPGRADE;
        RevisionTransaction transaction = steps.transaction();
        String same = transaction.sameTransactionCondition();
        boolean writesVersionRow = up || transaction.hasVersionRow();
        if (writesVersionRow) {
            steps.atEnd(up ? transaction.insertVersionRow(same) : transaction.deleteVersionRow(same));
        }
        List<CanonicalLine> lines = Checksums.canonicalText(steps.recorded());
        String checksum = checksum(lines);
        NewHistoryEntry event = NewHistoryEntry.of(event(up), prepared.revision(), elapsed())
                .withChecksum(checksum, run.literals().stored(lines))
                .withGuards(steps.guards().isEmpty() ? null : String.join("\n", steps.guards()));
        RepeatableContent repeatable = prepared.recording().definition().repeatable();
        if (repeatable != null) {
            event = event.withSql(repeatable.text());
        } else if (run.literals().stored()) {
            steps.flush();
            event = event.withSql(String.join(";\n", steps.sql()));
        }
        steps.atEnd(
                writesVersionRow
                        ? run.history().insertAtEnd(event)
                        : run.history().insertIf(same, event));
        if (writesVersionRow) {
            recordReplaced(up);
        }
        steps.finish();
        return checksum;
    }

    private @Nullable String checksum(List<CanonicalLine> lines) {
        RepeatableContent repeatable = prepared.recording().definition().repeatable();
        if (repeatable != null) {
            return repeatable.checksum();
        }
        return prepared.recording().inspectsDatabase()
                ? null
                : run.checksums().of(prepared.revision(), CanonicalLine.verbatim(lines));
    }

    /** What the version table says of those whose rows stand for the revision, the history says too. */
    private void recordReplaced(boolean up) {
        List<RevisionHeader> rows = replaced();
        if (!rows.isEmpty()) {
            steps.atEndForAll(run.history().insertAll(up ? HistoryEvent.STAMP : HistoryEvent.UNSTAMP, rows));
        }
    }

    private List<RevisionHeader> replaced() {
        List<RevisionHeader> rows = prepared.revision().isRepeatable()
                ? List.of()
                : run.graph().rows(prepared.revision().id());
        return rows.size() > 1 ? rows : List.of();
    }

    private HistoryEvent event(boolean up) {
        if (prepared.revision().isRepeatable()) {
            return up ? HistoryEvent.APPLIED : HistoryEvent.REMOVED;
        }
        HistoryEvent upgrade = replaced().isEmpty() ? HistoryEvent.UPGRADE : HistoryEvent.SQUASH;
        return up ? upgrade : HistoryEvent.DOWNGRADE;
    }

    /** The version row was the last statement, and the server took it: the transaction is whole. */
    private void commit() {
        try {
            run.connection().commit();
            run.lockTimeout().committed();
        } catch (SQLException e) {
            throw new StepFailedException(steps.count() + 1, null, e);
        }
    }

    /** The failure is what counts, also if the connection does not roll back any more: then the server does. */
    private void rollBack(Throwable failure) {
        Connection connection = run.connection();
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (session != null && !connection.isClosed()) {
                session.restore(connection);
                cleanSession();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** The revision is committed: a connection that is lost now is noticed by whoever uses it next. */
    private void leaveTransaction() {
        try {
            run.connection().setAutoCommit(true);
        } catch (SQLException e) {
            log.debug("The connection was lost after the commit", e);
        }
    }

    /**
     * What outlives the transaction must not reach the next revision. Through a pooler it is another client's. A session that
     * cannot be cleaned is ended, and the run continues in a new one.
     */
    private void cleanSession() {
        if (session == null || !run.lock().isHeldBetweenTransactions()) {
            return;
        }
        try {
            run.lockTimeout().forget();
            session.removeLeftovers(run.connection());
        } catch (SQLException e) {
            log.info("The session is ended, since it cannot be restored: " + SqlStates.message(e));
            end(run.connection());
        }
    }

    private static void end(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.debug("The connection cannot be ended", e);
        }
    }

    private RevisionFailedException failed(StepFailedException e) {
        SQLException sql = e.reason instanceof ListenerException ? null : SqlStates.find(e.reason);
        if (sql != null && SqlStates.isConnectionClosed(sql.getSQLState())) {
            steps.nonTransactional().connectionLost();
        }
        VersionRowDiagnosis versionRow = e.reason instanceof StatementBatch.UnexpectedRowCountException
                ? VersionRowDiagnosis.of(run, prepared, steps.transaction())
                : null;
        String hint = e.hint;
        if (e.recording && sql != null && SqlStates.isInsufficientPrivilege(sql)) {
            hint = ROLE;
        } else if (sql != null
                && SqlStates.isCancelled(sql.getSQLState())
                && Thread.currentThread().isInterrupted()) {
            hint = RevisionFailure.TERMINATED;
        }
        ShownError error = ShownError.of(e.reason, sql, versionRow == null ? e.sql : null, isOfRows(e), run.literals());
        RevisionFailure failure = new RevisionFailure(
                e.step,
                steps.count(),
                steps.describe(e.step),
                versionRow == null ? error.message() : versionRow.message(),
                sql == null ? null : sql.getSQLState(),
                e.recording ? 0 : error.position(),
                error.sql(),
                committed,
                notRolledBack(e, versionRow),
                hint);
        return new RevisionFailedException(prepared.revision(), prepared.direction(), failure, error.cause());
    }

    /** Whether the statement that failed inserts or deletes rows that the revision lists. */
    private boolean isOfRows(StepFailedException e) {
        return e.sql != null
                && e.step >= 1
                && e.step <= recorded().size()
                && (e.sql.startsWith("insert into ") || e.sql.startsWith("delete from "))
                && OperationList.leaves(List.of(recorded().get(e.step - 1)))
                        .anyMatch(o -> o instanceof InsertRows || o instanceof DeleteRows);
    }

    private @Nullable String notRolledBack(StepFailedException e, @Nullable VersionRowDiagnosis versionRow) {
        if (versionRow != null && versionRow.notRolledBack() != null) {
            return versionRow.notRolledBack();
        }
        return e.reason instanceof TransactionEndedException
                        || !steps.observed().rollBack()
                ? VersionRowDiagnosis.OWN_END
                : steps.nonTransactional().notRolledBack(versionRow != null && versionRow.lockLost());
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
