package com.levymaster.migrate.definition;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Revision;
import java.util.Set;

/**
 * How a revision runs.
 *
 * @param transactional whether in a transaction of its own
 * @param isolation of that transaction
 * @param ignoredHazards ids of rules of lint that its steps may break
 */
public record RevisionOptions(boolean transactional, Isolation isolation, Set<String> ignoredHazards) {

    /** In a transaction, with nothing special about it. */
    public static final RevisionOptions DEFAULT = new RevisionOptions(true, Isolation.DEFAULT, Set.of());

    public RevisionOptions {
        ignoredHazards = Set.copyOf(ignoredHazards);
    }

    static RevisionOptions of(Revision revision) {
        return new RevisionOptions(revision.transactional(), revision.isolation(), Set.of(revision.ignoredHazards()));
    }
}
