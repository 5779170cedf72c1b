package com.levymaster.migrate.definition;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A revision that can run: where it stands, and how to get its migration.
 *
 * @param migration makes or finds the migration; asked only when the revision is about to be recorded
 */
public record RevisionDefinition(
        RevisionHeader header, RevisionOptions options, Supplier<? extends Migration> migration) {

    /** In a transaction or not, and else as usual. */
    public RevisionDefinition(RevisionHeader header, boolean transactional, Supplier<? extends Migration> migration) {
        this(header, new RevisionOptions(transactional, Isolation.DEFAULT, Set.of()), migration);
    }

    /**
     * Reads the header from the class, and makes nothing.
     *
     * @throws InvalidRevisionClassException when the class has no {@link Revision}
     */
    public static RevisionDefinition of(Class<? extends Migration> type, Supplier<? extends Migration> migration) {
        Revision revision = type.getAnnotation(Revision.class);
        if (revision == null) {
            throw InvalidRevisionClassException.withoutAnnotation(type);
        }
        return of(revision, migration);
    }

    /** For headers that come from elsewhere than the class: merged or synthesised annotations. */
    public static RevisionDefinition of(Revision revision, Supplier<? extends Migration> migration) {
        RevisionHeader header = new RevisionHeader(
                revision.id(),
                List.of(revision.downRevision()),
                List.of(revision.dependsOn()),
                List.of(revision.branchLabels()),
                revision.message());
        return new RevisionDefinition(header, RevisionOptions.of(revision), migration);
    }

    /** A migration that is there already. */
    public static RevisionDefinition of(Migration migration) {
        return of(migration.getClass(), () -> migration);
    }

    public boolean transactional() {
        return options.transactional();
    }

    public String id() {
        return header.id();
    }
}
