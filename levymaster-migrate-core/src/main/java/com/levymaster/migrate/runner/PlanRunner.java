package com.levymaster.migrate.runner;

import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Rule.Severity;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.NewHistoryEntry;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Runs prepared revisions one after the other, and stops at the first that fails. */
public final class PlanRunner {

    private static final Log log = LogFactory.getLog(PlanRunner.class);

    private final RunContext run;

    public PlanRunner(RunContext run) {
        this.run = run;
    }

    /**
     * Runs them all.
     *
     * @param done gets what became of each, so that it is known even when a later one fails
     * @throws RevisionFailedException when one fails; those before it stay, and the failure is in the history
     * @throws InterruptedRevisionException when an earlier run left one in a state that only a person can judge
     */
    public void run(List<PreparedRevision> plan, List<RevisionReport> done) throws SQLException {
        Supplier<List<String>> kept =
                () -> done.stream().map(r -> r.revision().id()).toList();
        for (PreparedRevision prepared : plan) {
            warn(prepared);
            run.listener().beforeRevision(prepared.direction(), prepared.revision());
            try {
                Optional<RevisionReport> report = new Retry(run, prepared, kept).run(this::remember);
                if (report.isPresent()) {
                    done.add(report.get());
                    log(report.get(), done.size(), plan.size());
                    run.listener().afterRevision(report.get());
                }
            } catch (RevisionFailedException e) {
                run.listener().failed(e);
                throw e;
            }
        }
    }

    private static void warn(PreparedRevision prepared) {
        for (int i = 0; i < prepared.steps().size(); i++) {
            String where = "Revision " + prepared.revision().id() + ", step " + (i + 1) + ": ";
            for (Hazard hazard : prepared.steps().get(i).hazards()) {
                if (hazard.rule().severity() == Severity.INFO) {
                    log.debug(where + hazard);
                } else {
                    log.warn(where + hazard);
                }
            }
        }
    }

    private static void log(RevisionReport report, int number, int of) {
        if (log.isInfoEnabled()) {
            log.info((report.direction() == Direction.UPGRADE ? "Upgraded to " : "Downgraded from ")
                    + report.revision().title() + " (" + number + " of " + Math.max(number, of) + ", " + report.steps()
                    + (report.steps() == 1 ? " step, " : " steps, ")
                    + report.duration().toMillis() + " ms)");
        }
    }

    /** A failure is part of the history; if even that cannot be written, the failure itself is what counts. */
    private void remember(RevisionFailedException failure, RevisionRunner attempt) {
        NewHistoryEntry event = NewHistoryEntry.of(HistoryEvent.FAILURE, failure.revision(), Duration.ZERO)
                .withError(failure.failure().summary());
        StepPosition resumeAt = attempt.resumeAt();
        if (resumeAt != null) {
            event = event.withStep(resumeAt.text(failure.direction()))
                    .withChecksum(ResumePoint.committed(attempt.recorded(), resumeAt), null);
        }
        try (Statement statement = run.connection().createStatement()) {
            Optional<String> patience = run.lockTimeout().set(Duration.ZERO);
            if (patience.isPresent()) {
                statement.execute(patience.get());
                run.lockTimeout().committed();
            }
            statement.execute(run.history().insert(event));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
