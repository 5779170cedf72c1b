package com.levymaster.migrate.definition;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Revision;
import java.util.Set;

/**
 * The options of a revision.
 *
 * @param transactional whether it runs in a transaction
 * @param isolation of that transaction
 * @param ignoredHazards ids of the lint rules that are ignored for its steps
 * @param adopted whether it describes a database that was there before
 * @param database the name of its database; empty if the annotation names none
 * @param because why the ignored hazards do no harm; empty if no reason is given
 */
public record RevisionOptions(
        boolean transactional,
        Isolation isolation,
        Set<String> ignoredHazards,
        boolean adopted,
        String database,
        String because) {

    /** The defaults: in a transaction, with the default isolation. */
    public static final RevisionOptions DEFAULT = new RevisionOptions(true, Isolation.DEFAULT, Set.of());

    /** Creates options of a revision that is not adopted. */
    public RevisionOptions(boolean transactional, Isolation isolation, Set<String> ignoredHazards) {
        this(transactional, isolation, ignoredHazards, false);
    }

    /** Creates options of a revision of the only database. */
    public RevisionOptions(boolean transactional, Isolation isolation, Set<String> ignoredHazards, boolean adopted) {
        this(transactional, isolation, ignoredHazards, adopted, "", "");
    }

    /** Creates options of a revision that gives no reason for the hazards it ignores. */
    public RevisionOptions(
            boolean transactional, Isolation isolation, Set<String> ignoredHazards, boolean adopted, String database) {
        this(transactional, isolation, ignoredHazards, adopted, database, "");
    }

    public RevisionOptions {
        ignoredHazards = Set.copyOf(ignoredHazards);
    }

    /** Returns a copy with the reason for the hazards that are ignored. */
    public RevisionOptions withBecause(String value) {
        return new RevisionOptions(transactional, isolation, ignoredHazards, adopted, database, value);
    }

    static RevisionOptions of(Revision revision) {
        return new RevisionOptions(
                revision.transactional(),
                revision.isolation(),
                Set.of(revision.ignoredHazards()),
                revision.adopted(),
                revision.database(),
                revision.because());
    }
}
