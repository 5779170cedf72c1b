package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.endpoint.GraphDescriptor.NodeDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision and its history.
 *
 * @param revision the revision, as in the graph
 * @param branches labels of the branches that contain it
 * @param needs ids of the revisions that it requires directly
 * @param history the latest events, the newest first
 * @param error why the database could not be queried
 */
public record RevisionDetailsDescriptor(
        NodeDescriptor revision,
        List<String> branches,
        List<String> needs,
        List<EventDescriptor> history,
        @Nullable String error) {

    static final int LATEST = 50;

    /** Copies the lists. */
    public RevisionDetailsDescriptor {
        branches = List.copyOf(branches);
        needs = List.copyOf(needs);
        history = List.copyOf(history);
    }
}
