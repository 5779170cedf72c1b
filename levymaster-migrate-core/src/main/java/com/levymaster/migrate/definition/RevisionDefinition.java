package com.levymaster.migrate.definition;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A revision that can run: its header, its options, and the supplier of its migration.
 *
 * @param migration supplies the migration; called only when the revision is recorded
 * @param repeatable what is recorded if this is a repeatable; {@code null} for a revision of the graph
 */
public record RevisionDefinition(
        RevisionHeader header,
        RevisionOptions options,
        Supplier<? extends Migration> migration,
        @Nullable RepeatableContent repeatable) {

    /** Creates the definition of a revision of the graph. */
    public RevisionDefinition(RevisionHeader header, RevisionOptions options, Supplier<? extends Migration> migration) {
        this(header, options, migration, null);
    }

    /** Creates a definition with the default options except for the transaction. */
    public RevisionDefinition(RevisionHeader header, boolean transactional, Supplier<? extends Migration> migration) {
        this(header, new RevisionOptions(transactional, Isolation.DEFAULT, Set.of()), migration);
    }

    /**
     * Reads the header and options from the class, without creating an instance.
     *
     * @throws InvalidRevisionClassException if the class has no {@link Revision}
     */
    public static RevisionDefinition of(Class<? extends Migration> type, Supplier<? extends Migration> migration) {
        Revision revision = type.getAnnotation(Revision.class);
        if (revision == null) {
            throw InvalidRevisionClassException.withoutAnnotation(type);
        }
        RevisionDefinition definition = of(revision, migration);
        return definition.header().module().isEmpty()
                ? definition.withModule(PackageModules.of(type.getPackageName(), type.getClassLoader()))
                : definition;
    }

    /** Returns a copy of this module. */
    public RevisionDefinition withModule(String module) {
        return new RevisionDefinition(header.withModule(module), options, migration, repeatable);
    }

    /** Creates a definition from an annotation that is not on the class, such as a merged one. */
    public static RevisionDefinition of(Revision revision, Supplier<? extends Migration> migration) {
        RevisionHeader header = new RevisionHeader(
                revision.id(),
                List.of(revision.downRevision()),
                List.of(revision.dependsOn()),
                List.of(revision.branchLabels()),
                revision.message(),
                List.of(revision.replaces()),
                revision.phase(),
                revision.module());
        return new RevisionDefinition(header, RevisionOptions.of(revision), migration);
    }

    /** Creates a definition of an existing instance. */
    public static RevisionDefinition of(Migration migration) {
        return of(migration.getClass(), () -> migration);
    }

    /**
     * Creates or looks up the migration.
     *
     * @throws MigrationException if there is none, or it cannot be created
     */
    public Migration newMigration() {
        Migration created;
        try {
            created = migration.get();
        } catch (MigrationException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            throw new MigrationException(
                    "its migration cannot be created: " + cause,
                    "fix the constructor, the static fields or the bean of the revision; it must not need more than to"
                            + " be created",
                    e);
        }
        if (created == null) {
            throw new MigrationException("there is no migration: its supplier returned null", "return a migration");
        }
        return created;
    }

    /** Whether the revision runs in a transaction. */
    public boolean transactional() {
        return options.transactional();
    }

    /** The id of the header. */
    public String id() {
        return header.id();
    }
}
