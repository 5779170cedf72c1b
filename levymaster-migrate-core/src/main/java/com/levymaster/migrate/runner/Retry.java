package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.plan.PreparedRevision;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs a revision again when other sessions were in its way: as a whole, since all of it is rolled back, and only as
 * long as nothing of it is committed.
 */
final class Retry {

    private static final Log log = LogFactory.getLog(Retry.class);

    private final RunContext run;
    private final PreparedRevision prepared;
    private final Supplier<List<String>> kept;
    private final RetrySettings settings;
    private final long start = System.nanoTime();

    Retry(RunContext run, PreparedRevision prepared, Supplier<List<String>> kept) {
        this.run = run;
        this.prepared = prepared;
        this.kept = kept;
        this.settings = run.retry();
    }

    /** @param remember told of the failure that is final */
    Optional<RevisionReport> run(BiConsumer<RevisionFailedException, RevisionRunner> remember) throws SQLException {
        Duration timeout = settings.lockTimeout();
        Duration pause = settings.initialBackoff();
        for (int number = 1; ; number++) {
            RevisionRunner attempt = new RevisionRunner(run, prepared, kept, timeout);
            try {
                return attempt.run();
            } catch (RevisionFailedException e) {
                RevisionFailedException failure = explained(e, number);
                if (!isWorthIt(e, attempt, pause) || !sleep(pause, e, number)) {
                    remember.accept(failure, attempt);
                    throw failure;
                }
            }
            timeout = lesser(timeout.multipliedBy(2), settings.maxLockTimeout());
            pause = lesser(pause.multipliedBy(2), settings.maxBackoff());
        }
    }

    private boolean isWorthIt(RevisionFailedException failure, RevisionRunner attempt, Duration pause) {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        return SqlStates.isTransient(failure.sqlState())
                && !attempt.hasCommitted()
                && prepared.recording().definition().transactional()
                && spent.plus(pause).compareTo(settings.totalTimeout()) < 0;
    }

    /** Names those who were in the way, as far as they still are. */
    private RevisionFailedException explained(RevisionFailedException failure, int number) {
        if (!SqlStates.isTransient(failure.sqlState())) {
            return failure;
        }
        String sql = failure.failure().sql();
        String blockers = BlockingSessions.find(run.connection(), sql == null ? "" : sql);
        return failure.withHint((number == 1 ? "Tried once" : "Tried " + number + " times")
                + (blockers.isEmpty() ? "." : ". In the way: " + blockers + "."));
    }

    private boolean sleep(Duration pause, RevisionFailedException failure, int number) {
        long millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
        log.info("Revision " + prepared.revision().id() + " was in the way of another session [" + failure.sqlState()
                + "] and is rolled back; try " + (number + 1) + " in " + millis + " ms");
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            return false;
        }
    }

    private static Duration lesser(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
