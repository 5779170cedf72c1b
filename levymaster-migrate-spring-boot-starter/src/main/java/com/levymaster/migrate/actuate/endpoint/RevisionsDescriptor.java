package com.levymaster.migrate.actuate.endpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requested revisions.
 *
 * @param revisions the current, pending or head revisions
 * @param error why the database could not be queried
 */
public record RevisionsDescriptor(
        List<RevisionDescriptor> revisions, @Nullable String error) {

    /** Copies the list. */
    public RevisionsDescriptor {
        revisions = List.copyOf(revisions);
    }
}
