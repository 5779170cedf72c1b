package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.DatabaseRowCounts;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.Normalization;
import com.levymaster.migrate.inspect.Normalizer;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.RowCounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares what the entities want with what there is, and drafts the revision between the two.
 *
 * <pre>{@code
 * Autogenerate autogenerate = new Autogenerate(Options.DEFAULT);
 * Comparison comparison = autogenerate.compare(model, connection);
 * autogenerate.draft(comparison, header, "com.example.migrations").map(draft -> draft.writeTo(sources));
 * }</pre>
 *
 * <p>The connection is only read from; what PostgreSQL has to be asked for goes through temporary objects that are rolled
 * back.
 */
public final class Autogenerate {

    /** Which server it will be is not known where none is asked. */
    private static final int NEWEST_SERVER = 180000;

    private final AutogenerateOptions options;

    public Autogenerate(AutogenerateOptions options) {
        this.options = options;
    }

    /**
     * Refuses a database that is not where the revisions lead: what is missing there would be drafted again.
     *
     * @param heads the heads of the revisions of the application
     * @param applied the heads of the revisions that the database has
     * @throws MigrationException if they differ
     */
    public static void requireAtHead(Collection<String> heads, Collection<String> applied) {
        if (!new TreeSet<>(heads).equals(new TreeSet<>(applied))) {
            throw new MigrationException(
                    "The database is at " + shown(applied) + ", the revisions lead to " + shown(heads) + ".",
                    "run `upgrade heads` first, then draft the revision again.");
        }
    }

    private static String shown(Collection<String> heads) {
        return heads.isEmpty() ? "its base" : String.join(", ", new TreeSet<>(heads));
    }

    /**
     * What would have to be done so that the database is as the entities want it.
     *
     * @throws AmbiguousRenameException if something goes and something alike comes
     */
    public Comparison compare(DesiredModel model, Connection connection) {
        DatabaseSchema actual = DatabaseInspector.read(connection, InspectionScope.all());
        try {
            Dialect dialect = Dialect.postgresql(connection.getMetaData().getDatabaseMajorVersion() * 10000);
            return new EntityComparator(
                            options, local(model, actual), actual, dialect, new DatabaseRowCounts(connection, dialect))
                    .compare((desired, known) -> Normalizer.normalize(connection, desired, known));
        } catch (SQLException e) {
            throw new MigrationException(
                    "Cannot ask the database for its version: " + e.getMessage(), "check the connection.", e);
        }
    }

    /**
     * The same against a schema that is only known, such as the one that the revisions produce. Types and expressions are
     * compared as they are written; blanks, brackets and the case of words do not count.
     */
    public Comparison compare(DesiredModel model, DatabaseSchema actual) {
        return new EntityComparator(
                        options, local(model, actual), actual, Dialect.postgresql(NEWEST_SERVER), RowCounts.UNKNOWN)
                .compare((desired, known) -> new Normalization(OfflineNormalizer.of(desired, known), List.of(), null));
    }

    /**
     * The revision that does it; empty when there is nothing to do.
     *
     * @param packageName of the new class
     * @throws DestructiveChangeException if data would be lost, and that is not allowed
     * @throws MigrationException if the message is empty
     */
    public Optional<Draft> draft(Comparison comparison, RevisionHeader header, String packageName) {
        if (header.message().isBlank()) {
            throw new MigrationException(
                    "The message is empty.", "say in a few words what the revision does: -m \"…\".");
        }
        if (comparison.isEmpty()) {
            return Optional.empty();
        }
        if (!options.destructive() && !comparison.losses().isEmpty()) {
            throw new DestructiveChangeException(comparison.losses());
        }
        RevisionSource source = new RevisionSource(
                packageName, header, comparison.upgrade(), comparison.downgrade(), comparison.target());
        return Optional.of(new Draft(source, options.template(), comparison.warnings(), comparison.unmapped()));
    }

    private static DesiredModel local(DesiredModel model, DatabaseSchema actual) {
        return model.in(actual);
    }
}
