package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A downgrade to a target. It reverts what its first plan named, and nothing that was applied since. */
record DowngradeRequest(RevisionGraph graph, String target) implements PlanRequest {

    @Override
    public boolean isSatisfied(Connection connection, TableNames tables) {
        return false;
    }

    @Override
    public List<String> ids() {
        return List.of();
    }

    @Override
    public Plan plan(VersionState state) {
        return graph.downgrade(state.appliedOrUnfinished(), target);
    }

    @Override
    public Plan replan(Plan first, VersionState state) {
        Set<String> applied = state.appliedOrUnfinished();
        List<RevisionHeader> rest = first.steps().stream()
                .filter(step -> applied.contains(step.id()))
                .toList();
        Set<String> remaining = new LinkedHashSet<>(applied);
        rest.forEach(step -> remaining.remove(step.id()));
        refuseDependents(rest, remaining);
        return new Plan(Plan.Direction.DOWNGRADE, rest, remaining);
    }

    private void refuseDependents(List<RevisionHeader> rest, Set<String> remaining) {
        List<RevisionHeader> dependents = remaining.stream()
                .flatMap(id -> graph.find(id).stream())
                .filter(header -> graph.ancestors(List.of(header.id())).stream().anyMatch(rest::contains))
                .toList();
        if (!dependents.isEmpty()) {
            throw new MigrationException(
                    "The connection was lost, and another process has applied "
                            + dependents.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                            + " since, which the rest of this downgrade would have to revert too. Nothing more was"
                            + " changed.",
                    "Look at `db plan downgrade " + target + "`, then run the downgrade again.");
        }
    }
}
