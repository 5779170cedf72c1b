package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.dialect.BackfillStatements;
import com.levymaster.migrate.dialect.BackfillStatements.KeyColumn;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.BackfillCursor.Range;
import com.levymaster.migrate.sql.MaskedSql;
import com.levymaster.migrate.store.BackfillProgress;
import com.levymaster.migrate.store.BackfillStore;
import com.levymaster.migrate.store.HistorySnapshot.LatestEvent;
import com.levymaster.migrate.store.StepPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs a backfill batch by batch. Each batch is a transaction that also stores the progress, so that an interrupted backfill
 * resumes exactly after the last batch that was committed.
 */
final class BackfillRunner {

    private static final Log log = LogFactory.getLog(BackfillRunner.class);

    private static final int MAX_PASSES = 10;
    private static final Duration BETWEEN_LOG_LINES = Duration.ofSeconds(10);

    private final RunContext run;
    private final RevisionHeader revision;
    private final Direction direction;
    private final StepPosition position;
    private final Backfill operation;
    private final AttemptContext context;
    private final DataStepConnection.Observer observer;
    private final BackfillStore store;
    private final BackfillPacing pacing;
    private final long start = System.nanoTime();
    private long rowsOfRun;
    private long visitedOfRun;
    private long logged = start;

    BackfillRunner(
            RunContext run,
            PreparedRevision prepared,
            StepPosition position,
            Backfill operation,
            AttemptContext context,
            DataStepConnection.Observer observer) {
        this.run = run;
        this.revision = prepared.revision();
        this.direction = prepared.direction();
        this.position = position;
        this.operation = operation;
        this.context = context;
        this.observer = observer;
        this.store = new BackfillStore(run.versions().tables(), run.dialect());
        this.pacing = new BackfillPacing(run.connection(), run.backfill(), operation.pause());
    }

    /**
     * Changes all rows that are left.
     *
     * @param resumes whether an earlier run came to this step
     * @throws StepFailedException if a batch fails; those before it are committed
     */
    void run(boolean resumes) throws SQLException {
        Optional<BackfillProgress> found = found(resumes);
        BackfillCursor cursor = cursor();
        BackfillProgress progress = found.isPresent() ? continued(found.get()) : begun(cursor.total());
        for (int passes = 1; !progress.finished(); passes++) {
            BackfillProgress before = progress;
            progress = pass(cursor, progress);
            if (!isLeft(cursor)) {
                execute(List.of(store.finishIf(run.lock().heldCondition(), progress)));
                return;
            }
            requireEnd(progress, passes, before.position() != null || progress.rows() > before.rows());
            cursor = cursor();
            progress = progress.nextPass(cursor.total());
        }
    }

    private BackfillCursor cursor() throws SQLException {
        BackfillTable table = BackfillTable.read(run.connection(), BackfillStatements.quotedTable(operation))
                .orElseThrow(() -> refused("There is no table " + operation.table() + "."));
        boolean hasKey = !table.key().isEmpty();
        if (!table.isTable()) {
            throw refused(operation.table() + " is no table: backfill the tables that hold the rows.");
        }
        if (table.hidesRows()) {
            throw refused("Row level security hides rows of " + operation.table()
                    + " from this role, which would stay as they are: let a role migrate that bypasses it"
                    + " (bypassrls).");
        }
        if (table.isPartitioned() && !hasKey) {
            throw refused("Table " + operation.table()
                    + " is partitioned and has no primary key: backfill each of its partitions.");
        }
        if (!hasKey && !operation.change().needsNoKey()) {
            throw refused(
                    "Table " + operation.table() + " has no primary key, by which to tell which rows are done: give it"
                            + " one, or change the rows in SQL and add .where(…) with a condition"
                            + " that no changed row matches.");
        }
        if (operation
                .change()
                .movesWithin(table.key().stream().map(KeyColumn::name).toList())) {
            throw refused("It changes the primary key of table " + operation.table()
                    + ", by which to tell which rows are done: add .where(…) with a condition that no changed"
                    + " row matches.");
        }
        return new BackfillCursor(run.connection(), operation, table);
    }

    private StepFailedException refused(String problem) {
        return new StepFailedException(position.step(), null, new MigrationException(problem, "correct the step."));
    }

    /** What an earlier run has done of it. */
    private Optional<BackfillProgress> found(boolean resumes) throws SQLException {
        begin();
        store.create(run.connection());
        Optional<BackfillProgress> found = resumes
                ? store.find(run.connection(), revision.id(), position.text(direction), latestWhole())
                : Optional.empty();
        commit();
        return found;
    }

    private BackfillProgress begun(long total) throws SQLException {
        BackfillProgress begin =
                BackfillProgress.start(revision.id(), position.text(direction), operation.describe(), digest(), total);
        execute(store.begin(begin));
        return begin;
    }

    private String digest() {
        return Checksums.ofSteps(List.of(operation));
    }

    private BackfillProgress continued(BackfillProgress found) {
        if (!found.digest().equals(digest())) {
            throw refused("The backfill was edited since it was interrupted: " + found.rows()
                    + " rows are changed as it stated before. Restore it, so that it can continue; or revert what it"
                    + " has changed, and let it begin anew: `delete from "
                    + run.versions().tables().qualifiedBackfill() + " where revision = '" + revision.id() + "'`.");
        }
        log.info("Revision " + revision.id() + ", step " + position + ", continues after " + found.batches()
                + (found.batches() == 1 ? " batch: " : " batches: ") + found);
        return found;
    }

    /** The history entry since which the revision is neither applied nor reverted. */
    private long latestWhole() {
        LatestEvent latest = run.past().applied().get(revision.id());
        return latest == null ? 0 : latest.id();
    }

    private BackfillProgress pass(BackfillCursor cursor, BackfillProgress from) {
        BackfillTransaction transaction = new BackfillTransaction(
                run.connection(), cursor.statements(), context.lockTimeout(), observer, localRole());
        BackfillProgress progress = from;
        Range range = null;
        try {
            while (true) {
                range = null;
                pacing.await();
                range = cursor.next(progress).orElse(null);
                if (range == null) {
                    return progress;
                }
                BackfillProgress next = batch(transaction, progress, range);
                boolean changed = next.rows() > progress.rows();
                progress = next;
                range = null;
                report(progress);
                if (changed) {
                    pacing.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new RunEndedException(e), null, progress, range);
        } catch (Exception | Error e) {
            throw failed(e, range == null ? null : transaction.sql(), progress, range);
        }
    }

    /** Others may be in the way of a batch for a while. It then releases its rows, and is tried again. */
    private BackfillProgress batch(BackfillTransaction transaction, BackfillProgress progress, Range range)
            throws Exception {
        Duration pause = run.retry().initialBackoff();
        long begin = System.nanoTime();
        while (true) {
            try {
                long changed = transaction.change(range.condition());
                BackfillProgress next = after(progress, range, changed);
                transaction.commit(store.advanceIf(run.lock().heldCondition(), next));
                rowsOfRun += changed;
                visitedOfRun += range.size();
                return next;
            } catch (Exception | Error e) {
                transaction.rollBack(e);
                SQLException sql = SqlStates.find(e);
                Duration spent = Duration.ofNanos(System.nanoTime() - begin).plus(pause);
                if (sql == null
                        || !SqlStates.isTransient(sql.getSQLState())
                        || spent.compareTo(run.retry().totalTimeout()) >= 0) {
                    throw e;
                }
                log.info("Revision " + revision.id() + ", step " + position
                        + ": a batch was blocked by another session [" + sql.getSQLState()
                        + "] and is rolled back; it is tried again in " + pause.toMillis() + " ms");
            }
            Thread.sleep(pause.toMillis());
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(run.retry().maxBackoff()) < 0
                    ? doubled
                    : run.retry().maxBackoff();
        }
    }

    private BackfillProgress after(BackfillProgress progress, Range range, long changed) {
        double seconds = Math.max(1, System.nanoTime() - start) / 1e9;
        double speed = (visitedOfRun + range.size()) / seconds;
        long left = Math.max(0, progress.total() - progress.visited() - range.size());
        Duration remaining = progress.total() <= 0 ? null : Duration.ofMillis(Math.round(left / speed * 1000));
        return progress.after(
                range.end(), changed, range.size(), Math.round((rowsOfRun + changed) / seconds), remaining);
    }

    private void report(BackfillProgress progress) {
        long now = System.nanoTime();
        if (now - logged >= BETWEEN_LOG_LINES.toNanos()) {
            logged = now;
            log.info("Revision " + revision.id() + ", step " + position + ", " + progress);
        }
        run.listener().afterBatch(revision, position.step(), progress);
    }

    private boolean isLeft(BackfillCursor cursor) throws SQLException {
        if (!operation.change().endsItself()) {
            return false;
        }
        try (Statement statement = run.connection().createStatement();
                ResultSet row = statement.executeQuery(cursor.statements().matchesAny())) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void requireEnd(BackfillProgress progress, int passes, boolean changed) {
        if (!changed || passes >= MAX_PASSES) {
            throw failed(
                    new MigrationException(
                            "After " + (changed ? passes + " passes" : "a pass that changed none of them")
                                    + " over the table, rows match the condition `"
                                    + operation.change().where() + "`: "
                                    + (changed
                                            ? "the application keeps writing such rows. Deploy the version that writes"
                                                    + " the new value first, or set it in a trigger."
                                            : "a trigger, a rule or a policy keeps them from being changed."),
                            "correct that."),
                    null,
                    progress,
                    null);
        }
    }

    private StepFailedException failed(
            Throwable reason, @Nullable String sql, BackfillProgress progress, @Nullable Range range) {
        String batches = progress.batches() == 0
                ? "No batch is committed"
                : progress.batches() + (progress.batches() == 1 ? " batch" : " batches") + " with " + progress.rows()
                        + " changed rows are committed";
        String where = range == null ? "" : "In batch " + (progress.batches() + 1) + ", " + shown(range) + ". ";
        return new StepFailedException(
                position.step(), sql, reason, where + batches + "; the next run continues with the next batch.");
    }

    /** Numbers and UUIDs tell nothing else; other keys may be values that are not to be shown. */
    private String shown(Range range) {
        String condition = run.literals().shown() || range.isNumbered()
                ? range.condition()
                : MaskedSql.of(range.condition(), 0, true).text();
        return "rows of " + operation.table() + " with " + condition;
    }

    private void execute(List<String> statements) throws SQLException {
        begin();
        try (Statement statement = run.connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        commit();
    }

    /** Begins a transaction of our own table, in the role of the run; if it fails, the attempt rolls it back. */
    private void begin() throws SQLException {
        run.connection().setAutoCommit(false);
        try (Statement statement = run.connection().createStatement()) {
            for (String sql : localRole()) {
                statement.execute(sql);
            }
        }
    }

    private void commit() throws SQLException {
        run.connection().commit();
        run.connection().setAutoCommit(true);
    }

    private List<String> localRole() {
        SessionSnapshot session = context.session();
        return session == null ? List.of() : session.localRole();
    }
}
