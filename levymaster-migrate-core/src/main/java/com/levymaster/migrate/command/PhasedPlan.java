package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Leaves the contract revisions out of an upgrade that runs beside older builds. */
final class PhasedPlan {

    static final String UNTIL = " until no older build of the application runs; then run `db upgrade --phase contract`";

    private static final Log log = LogFactory.getLog(PhasedPlan.class);

    private PhasedPlan() {}

    /** Whether no target names a revision, so that what waits may be left out. */
    static boolean isForHeads(List<String> targets) {
        return targets.stream()
                .map(target -> target.substring(target.lastIndexOf('@') + 1))
                .allMatch(symbol -> symbol.equals("head") || symbol.equals("heads"));
    }

    /** @throws MigrationException if a target names a contract revision, or another revision needs one */
    static Plan withoutWaiting(RevisionGraph graph, Plan all, List<String> targets) {
        List<RevisionHeader> waiting = isForHeads(targets) ? graph.waiting(all.steps()) : List.of();
        List<RevisionHeader> needed = all.steps().stream()
                .filter(step -> step.isContract() && !waiting.contains(step))
                .toList();
        if (!needed.isEmpty()) {
            throw refused(graph, needed, all.steps());
        }
        if (waiting.isEmpty()) {
            return all;
        }
        logWaiting(waiting);
        Set<String> after = new LinkedHashSet<>(all.appliedAfter());
        waiting.forEach(step -> after.remove(step.id()));
        List<RevisionHeader> steps =
                all.steps().stream().filter(step -> !waiting.contains(step)).toList();
        return new Plan(all.direction(), steps, after);
    }

    private static MigrationException refused(
            RevisionGraph graph, List<RevisionHeader> needed, List<RevisionHeader> steps) {
        String by = steps.stream()
                .filter(step -> !step.isContract())
                .filter(step -> graph.ancestors(List.of(step.id())).stream().anyMatch(needed::contains))
                .map(RevisionHeader::title)
                .collect(Collectors.joining(", "));
        return new MigrationException(
                PlanRequest.contracts(needed) + " until no older build of the application runs"
                        + (by.isEmpty() ? "" : ", but " + by + " comes after it") + ". Nothing was changed.",
                "run `db upgrade --phase contract` with the build that runs now, then start this one; or end the older"
                        + " instances, and run `db upgrade --phase contract` with this build, as after a first start that"
                        + " was interrupted, when there are no older ones.");
    }

    static void logWaiting(List<RevisionHeader> waiting) {
        log.info(PlanRequest.contracts(waiting) + UNTIL);
    }
}
