package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is to reach. It is planned from what is applied under the lock; after the lock was lost it is planned anew, and
 * refused where other processes have changed what it meant.
 */
sealed interface PlanRequest permits UpgradeRequest, DowngradeRequest {

    /** Returns what is applied, if there is nothing to do, as far as one statement can tell; otherwise nothing. */
    Optional<Set<String>> satisfiedBy(Connection connection, TableNames tables) throws SQLException;

    /** What a run that is refused half-way has done, as the end of a message. */
    static String soFar(List<String> committed) {
        return committed.isEmpty()
                ? " Nothing was changed."
                : " Committed by this run before: " + String.join(", ", committed) + "; nothing more was changed.";
    }

    /** {@code Contract revision 7c1e5b0a "drop code" waits}. */
    static String contracts(List<RevisionHeader> waiting) {
        return (waiting.size() == 1 ? "Contract revision " : "Contract revisions ")
                + waiting.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                + (waiting.size() == 1 ? " waits" : " wait");
    }

    /** The targets as they were given. */
    List<String> targets();

    /** The same request for the revisions as a database has them. */
    PlanRequest of(RevisionDefinitions revisions);

    /** The plan of the first attempt. */
    Plan plan(VersionState state);

    /**
     * The rest of the plan for an attempt on a new connection.
     *
     * @param first the plan of the first attempt, which resolved relative targets
     * @param committed the ids of the revisions that this run has committed, for the message of a refusal
     * @throws com.levymaster.migrate.error.MigrationException when other processes have changed the applied set so that
     *     the rest would be another request
     */
    Plan replan(Plan first, VersionState state, List<String> committed);
}
