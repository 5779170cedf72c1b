package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.endpoint.GraphDescriptor.NodeDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision and what happened to it.
 *
 * @param revision as the graph shows it
 * @param branches labels of the branches that it belongs to
 * @param needs ids of what must be applied before it
 * @param history the latest events, the newest first
 * @param error why the database could not be asked
 */
public record RevisionDetailsDescriptor(
        NodeDescriptor revision,
        List<String> branches,
        List<String> needs,
        List<EventDescriptor> history,
        @Nullable String error) {

    static final int LATEST = 50;

    public RevisionDetailsDescriptor {
        branches = List.copyOf(branches);
        needs = List.copyOf(needs);
        history = List.copyOf(history);
    }
}
