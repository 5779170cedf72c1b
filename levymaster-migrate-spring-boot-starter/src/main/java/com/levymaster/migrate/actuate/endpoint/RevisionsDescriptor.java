package com.levymaster.migrate.actuate.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that were asked for.
 *
 * @param error why the database could not be asked
 */
public record RevisionsDescriptor(
        List<RevisionDescriptor> revisions, @Nullable String error) {

    public RevisionsDescriptor {
        revisions = List.copyOf(revisions);
    }
}
