package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A downgrade to a target. It reverts what its first plan named, and nothing that was applied since. */
record DowngradeRequest(RevisionGraph graph, String target) implements PlanRequest {

    @Override
    public List<String> targets() {
        return List.of(target);
    }

    @Override
    public PlanRequest of(RevisionDefinitions revisions) {
        return new DowngradeRequest(revisions.graph(), target);
    }

    @Override
    public Optional<Set<String>> satisfiedBy(Connection connection, TableNames tables) {
        return Optional.empty();
    }

    @Override
    public Plan plan(VersionState state) {
        Plan plan = graph.downgrade(state.appliedOrUnfinished(), target);
        return plan(plan.steps(), plan.appliedAfter(), state);
    }

    @Override
    public Plan replan(Plan first, VersionState state, List<String> committed) {
        Set<String> applied = state.appliedOrUnfinished();
        List<RevisionHeader> rest = first.steps().stream()
                .filter(step -> applied.contains(step.id()))
                .toList();
        Set<String> remaining = new LinkedHashSet<>(applied);
        rest.forEach(step -> remaining.remove(step.id()));
        refuseDependents(rest, remaining, committed);
        return plan(rest, remaining, state);
    }

    /** An unfinished revision that stays is not applied either. */
    private static Plan plan(List<RevisionHeader> steps, Set<String> remaining, VersionState state) {
        Set<String> applied = new LinkedHashSet<>(remaining);
        applied.removeAll(state.unfinished().keySet());
        return new Plan(Plan.Direction.DOWNGRADE, steps, applied);
    }

    private void refuseDependents(List<RevisionHeader> rest, Set<String> remaining, List<String> committed) {
        List<RevisionHeader> dependents = remaining.stream()
                .flatMap(id -> graph.find(id).stream())
                .filter(header -> graph.ancestors(List.of(header.id())).stream().anyMatch(rest::contains))
                .toList();
        if (!dependents.isEmpty()) {
            throw new MigrationException(
                    "The connection was lost, and another process has applied "
                            + dependents.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                            + " since, which the rest of this downgrade would have to revert too."
                            + PlanRequest.soFar(committed),
                    "look at `db plan downgrade " + target + "`, then run the downgrade again.");
        }
    }
}
