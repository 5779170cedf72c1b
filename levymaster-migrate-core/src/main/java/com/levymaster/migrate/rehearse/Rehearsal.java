package com.levymaster.migrate.rehearse;

import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal has measured.
 *
 * @param revisions those of the plan that were rehearsed, at least in part
 * @param callbacks the callbacks that would run, and were not rehearsed
 * @param sequences what a rollback does not restore, one sentence each
 * @param stopped why it ended before the end of the plan; {@code null} if it did not
 */
public record Rehearsal(
        List<RehearsedRevision> revisions,
        List<String> callbacks,
        List<String> sequences,
        @Nullable String stopped) {

    /** Of a plan without revisions. */
    public static final Rehearsal NOTHING = new Rehearsal(List.of(), List.of(), List.of(), null);

    public Rehearsal {
        revisions = List.copyOf(revisions);
        callbacks = List.copyOf(callbacks);
        sequences = List.copyOf(sequences);
    }

    /**
     * A revision.
     *
     * @param duration the sum of its statements
     * @param failure why it would fail now; {@code null} if it would not, as far as it was rehearsed
     */
    public record RehearsedRevision(
            RevisionHeader revision,
            Duration duration,
            List<RehearsedStep> steps,
            @Nullable RevisionFailure failure) {

        public RehearsedRevision {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A step.
     *
     * @param number from 1
     * @param notRehearsed why it was left out; {@code null} if it ran
     */
    public record RehearsedStep(
            int number, String description, @Nullable String notRehearsed, List<MeasuredStatement> statements) {

        public RehearsedStep {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement.
     *
     * @param rows how many it changed
     * @param locks the locks that it took on tables that were there before
     * @param rewritten the tables and indexes of which it wrote a new file
     * @param read the tables of which it read rows one after the other, without an index
     */
    public record MeasuredStatement(
            String sql,
            Duration duration,
            long rows,
            List<TakenLock> locks,
            List<String> rewritten,
            List<String> read) {

        public MeasuredStatement {
            locks = List.copyOf(locks);
            rewritten = List.copyOf(rewritten);
            read = List.copyOf(read);
        }
    }

    /**
     * A lock.
     *
     * @param table with its schema, unless that is the first of the search path
     * @param tableRows how many rows the server believes the table to have; negative if it does not know
     * @param atMost whether an earlier revision of the plan held that lock already, so that a weaker one may do
     * @param held from the beginning of its statement to the end of the transaction of its revision
     */
    public record TakenLock(String table, long tableRows, LockMode mode, boolean atMost, Duration held) {}

    /** Whether all that could be rehearsed went well. */
    public boolean isWell() {
        return stopped == null && revisions.stream().allMatch(revision -> revision.failure() == null);
    }

    /** The strong locks that are held for longer than a budget. */
    public List<TakenLock> over(@Nullable Duration maxLock) {
        return maxLock == null
                ? List.of()
                : revisions.stream()
                        .flatMap(revision -> revision.steps().stream())
                        .flatMap(step -> step.statements().stream())
                        .flatMap(statement -> statement.locks().stream())
                        .filter(lock -> lock.mode().isStrong() && lock.held().compareTo(maxLock) > 0)
                        .toList();
    }
}
