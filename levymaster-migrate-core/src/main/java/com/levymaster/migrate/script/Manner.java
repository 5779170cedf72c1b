package com.levymaster.migrate.script;

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
public record Manner(boolean transactional, Isolation isolation, Set<String> ignoredHazards) {

    /** In a transaction, with nothing special about it. */
    public static final Manner DEFAULT = new Manner(true, Isolation.DEFAULT, Set.of());

    public Manner {
        ignoredHazards = Set.copyOf(ignoredHazards);
    }

    static Manner of(Revision revision) {
        return new Manner(revision.transactional(), revision.isolation(), Set.of(revision.ignoredHazards()));
    }
}
