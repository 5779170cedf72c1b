package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.LiveCatalog;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.script.Arguments;
import com.levymaster.migrate.store.Event;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Runs prepared revisions one after the other, and stops at the first that fails. */
public final class PlanRunner {

    private static final Log log = LogFactory.getLog(PlanRunner.class);

    private final RevisionRunner.Run run;

    /** @param connection in autocommit mode, with the lock held on it */
    public PlanRunner(
            Connection connection,
            Dialect dialect,
            LiveCatalog catalog,
            VersionStore versions,
            HistoryStore history,
            Arguments arguments,
            RunListener listener) {
        this.run = new RevisionRunner.Run(connection, dialect, catalog, versions, history, arguments, listener);
    }

    /**
     * What became of each.
     *
     * @throws RevisionFailedException when one fails; those before it stay, and the failure is in the history
     */
    public List<RevisionReport> run(List<Prepared> plan) throws SQLException {
        List<RevisionReport> done = new ArrayList<>();
        RevisionRunner runner = new RevisionRunner(run);
        for (Prepared prepared : plan) {
            run.listener().beforeRevision(prepared.direction(), prepared.revision());
            try {
                RevisionReport report = runner.run(
                        prepared, done.stream().map(r -> r.revision().id()).toList());
                done.add(report);
                log(report, done.size(), plan.size());
                run.listener().afterRevision(report);
            } catch (RevisionFailedException e) {
                remember(e);
                run.listener().failed(e);
                throw e;
            }
        }
        return done;
    }

    private static void log(RevisionReport report, int number, int of) {
        if (log.isInfoEnabled()) {
            log.info((report.direction() == Direction.UPGRADE ? "Upgraded to " : "Downgraded from ")
                    + report.revision().title() + " (" + number + " of " + of + ", " + report.steps()
                    + (report.steps() == 1 ? " step, " : " steps, ")
                    + report.duration().toMillis() + " ms)");
        }
    }

    /** A failure is part of the history; if even that cannot be written, the failure itself is what counts. */
    private void remember(RevisionFailedException failure) {
        Event event = Event.of(HistoryEntry.Event.FAILURE, failure.revision(), Duration.ZERO)
                .withError(failure.failure().summary());
        try (Statement statement = run.connection().createStatement()) {
            statement.execute(run.history().insert(event));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
