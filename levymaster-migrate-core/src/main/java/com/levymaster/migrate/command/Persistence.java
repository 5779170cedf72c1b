package com.levymaster.migrate.command;

import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with a run that has lost its connection, on another one. Whether a commit that was under way took place is not
 * assumed but read.
 */
final class Persistence {

    private static final Log log = LogFactory.getLog(Persistence.class);

    private static final int LOSSES = 3;

    private final Connections connections;
    private final Attempt attempt;
    private final List<RevisionReport> done = new ArrayList<>();
    private @Nullable Plan first;
    private @Nullable RevisionFailedException loss;

    Persistence(Connections connections, Attempt attempt) {
        this.connections = connections;
        this.attempt = attempt;
    }

    /** Gives out connections. */
    @FunctionalInterface
    interface Connections {
        RunReport use(ConnectionSource.Work<RunReport> work);
    }

    /** One run on one connection. */
    @FunctionalInterface
    interface Attempt {
        /** @param again whether an earlier attempt lost its connection */
        RunReport run(
                Connection connection, Function<Set<String>, Plan> planner, List<RevisionReport> done, boolean again)
                throws SQLException;
    }

    RunReport run(Function<Set<String>, Plan> planner) {
        for (int losses = 1; ; losses++) {
            try {
                return connections.use(
                        connection -> attempt.run(connection, applied -> plan(planner, applied), done, loss != null));
            } catch (RevisionFailedException e) {
                if (!isWorthIt(e) || losses > LOSSES) {
                    throw e;
                }
                log.warn("Revision " + e.revision().id() + ": the connection was lost ("
                        + e.failure().message() + "); reading on another one what became of it");
                loss = e;
            }
        }
    }

    /** An administrator who ends a session means it; but what became of a commit has to be known in any case. */
    private static boolean isWorthIt(RevisionFailedException e) {
        boolean committing =
                e.failure().step() > e.failure().steps() && e.failure().sql() == null;
        return SqlStates.isConnectionLost(e.sqlState()) || committing && SqlStates.isConnectionClosed(e.sqlState());
    }

    /** The plan of the first attempt, less what is done: a relative target must not be counted from here again. */
    private Plan plan(Function<Set<String>, Plan> planner, Set<String> applied) {
        Plan plan = first;
        if (plan == null) {
            plan = planner.apply(applied);
            first = plan;
            return plan;
        }
        boolean up = plan.direction() == Plan.Direction.UPGRADE;
        List<RevisionHeader> rest = plan.steps().stream()
                .filter(step -> applied.contains(step.id()) != up)
                .toList();
        credit(rest);
        return new Plan(plan.direction(), rest, plan.appliedAfter());
    }

    /** The revision whose commit was not answered took place after all. */
    private void credit(List<RevisionHeader> rest) {
        RevisionFailedException lost = loss;
        loss = null;
        if (lost != null && !rest.contains(lost.revision())) {
            log.info("Revision " + lost.revision().id() + " had been committed when the connection was lost");
            done.add(new RevisionReport(
                    lost.revision(), lost.direction(), lost.failure().steps(), Duration.ZERO, List.of(), List.of()));
        }
    }
}
