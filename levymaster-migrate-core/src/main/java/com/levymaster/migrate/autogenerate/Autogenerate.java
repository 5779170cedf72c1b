package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.DatabaseRowCounts;
import com.levymaster.migrate.inspect.DependencyReader;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.Normalization;
import com.levymaster.migrate.inspect.Normalizer;
import com.levymaster.migrate.inspect.OtherRelations;
import com.levymaster.migrate.inspect.ViewParts;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.render.RevisionSource.Form;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.springframework.util.function.SingletonSupplier;

/**
 * Compares the entities with the database, and drafts the revision that makes the database match them.
 *
 * <pre>{@code
 * Autogenerate autogenerate = new Autogenerate(AutogenerateOptions.DEFAULT);
 * Comparison comparison = autogenerate.compare(model, connection);
 * autogenerate.draft(comparison, header, "com.example.migrations").map(draft -> draft.writeTo(sources));
 * }</pre>
 *
 * <p>The database is not changed; expressions are normalized with temporary objects in a transaction that is rolled back.
 */
public final class Autogenerate {

    private final AutogenerateOptions options;

    /** Creates an instance that compares and drafts with these options. */
    public Autogenerate(AutogenerateOptions options) {
        this.options = options;
    }

    /**
     * Checks that the database has all revisions; otherwise the changes of pending revisions would be drafted again.
     *
     * @param heads the heads of the application's revisions
     * @param applied the heads of the applied revisions
     * @throws MigrationException if they differ
     */
    public static void requireAtHead(Collection<String> heads, Collection<String> applied) {
        if (!new TreeSet<>(heads).equals(new TreeSet<>(applied))) {
            throw new MigrationException(
                    "The database is at " + describe(applied) + ", the revisions lead to " + describe(heads) + ".",
                    "run `db upgrade heads` first, then repeat the command.");
        }
    }

    private static String describe(Collection<String> heads) {
        return heads.isEmpty() ? "its base" : String.join(", ", new TreeSet<>(heads));
    }

    /**
     * Compares the desired model with the database.
     *
     * @return the difference; ambiguous if a dropped and an added table or column are alike
     * @throws MigrationException if the database cannot be read, or two indexes or keys would have the same name
     */
    public Comparison compare(DesiredModel model, Connection connection) {
        return compare(model, connection, actual -> actual);
    }

    /**
     * Like {@link #compare(DesiredModel, Connection)}, which assumes that revisions made the whole schema. What none of them made
     * is only compared as far as the mapping states it: indexes, constraints, defaults and the like of which the mapping states
     * nothing are kept.
     *
     * @param made selects the part of a schema that typed operations of the applied revisions made; called once, and only if it
     *     matters
     */
    public Comparison compare(DesiredModel model, Connection connection, UnaryOperator<DatabaseSchema> made) {
        return compare(model, connection, made, schema -> schema);
    }

    /**
     * Like {@link #compare(DesiredModel, Connection, UnaryOperator)}, with the database as it will be.
     *
     * @param later applies what is to come for certain, such as contract revisions that wait
     */
    public Comparison compare(
            DesiredModel model,
            Connection connection,
            UnaryOperator<DatabaseSchema> made,
            UnaryOperator<DatabaseSchema> later) {
        DatabaseSchema actual = later.apply(DatabaseInspector.read(connection, InspectionScope.all()));
        try {
            Dialect dialect = Dialect.postgresql(connection.getMetaData().getDatabaseMajorVersion() * 10000);
            ComparisonSource source = new ComparisonSource(
                    dialect,
                    new DatabaseRowCounts(connection, dialect),
                    SingletonSupplier.of(() -> made.apply(actual))::obtain,
                    names -> OtherRelations.columns(connection, names),
                    SingletonSupplier.of(() -> DependencyReader.read(connection, actual.defaultName()))::obtain,
                    view -> ViewParts.read(connection, view));
            return new EntityComparator(options, model.qualifiedFor(actual), actual, source)
                    .compare((desired, known) -> Normalizer.normalize(connection, desired, known));
        } catch (SQLException e) {
            throw new MigrationException(
                    "Cannot read the version of the database: " + e.getMessage(), "check the connection.", e);
        }
    }

    /**
     * Compares the desired model with a schema without a database, such as the schema that the revisions produce. Types and
     * expressions are compared as text; whitespace, parentheses, casts and the case of keywords are ignored.
     */
    public Comparison compare(DesiredModel model, DatabaseSchema actual) {
        return new EntityComparator(
                        options,
                        model.qualifiedFor(actual),
                        actual,
                        ComparisonSource.unknown(Dialect.postgresql(actual.serverVersion() * 10_000), actual))
                .compare((desired, known) -> new Normalization(OfflineNormalizer.of(desired, known), List.of(), null));
    }

    /**
     * Tries the operations of a comparison on its database: upgrade, compare, downgrade, compare, in a transaction that is rolled
     * back, with a short lock timeout. Nothing is tried if the options say so, or a step cannot run in a transaction.
     *
     * @param made as for {@link #compare(DesiredModel, Connection, UnaryOperator)}
     * @return the comparison with a remark on each step that failed, and a warning if not all could be tried
     * @throws MigrationException if the upgrade would fail on any database like this one
     */
    public Comparison attempt(
            Comparison comparison, DesiredModel model, Connection connection, UnaryOperator<DatabaseSchema> made)
            throws SQLException {
        boolean refused = comparison.isAmbiguous() || !comparison.obstacles().isEmpty();
        if (options.has(Choice.UNTRIED) || refused || comparison.isEmpty()) {
            return comparison;
        }
        UnknownConversions.refuse(comparison);
        Dialect dialect = Dialect.postgresql(connection.getMetaData().getDatabaseMajorVersion() * 10000);
        // a connection pool would close its connection after some errors, such as 0A000
        Connection own = connection.unwrap(Connection.class);
        return new DraftTrial(own, dialect, () -> compare(model, own, made)).run(comparison);
    }

    /**
     * Drafts the revision; empty if there is nothing to do.
     *
     * @param packageName the package of the new class
     * @throws AmbiguousRenameException if the comparison is ambiguous
     * @throws DestructiveChangeException if data would be lost, and the options do not allow that
     * @throws MigrationException if the message is empty, a step is invalid on every database, or a dependent object is in the way
     */
    public Optional<Draft> draft(Comparison comparison, RevisionHeader header, String packageName) {
        return checked(comparison, header)
                .map(checked -> draft(checked, header, packageName, options.has(Choice.SAFE)));
    }

    /**
     * Drafts the revision in two phases: what runs beside the previous build, and a contract revision after it with what the
     * previous build does not bear. One of them is left out if it would have no operations.
     *
     * @param contractId the id of the contract revision
     * @throws MigrationException as {@link #draft} does, or if an operation cannot be split
     */
    public List<Draft> draftPhased(
            Comparison comparison, RevisionHeader header, String contractId, String packageName) {
        Comparison checked = checked(comparison, header).orElse(null);
        if (checked == null) {
            return List.of();
        }
        List<Operation> back =
                checked.downgrade().stream().map(ReviewedOperation::operation).toList();
        DatabaseSchema before = OperationList.apply(back, checked.target());
        PhasedSteps steps = PhasedDraft.of(checked.upgrade(), checked.downgrade(), before);
        List<Draft> drafts = new ArrayList<>();
        RevisionHeader contract = header.withPhase(Phase.CONTRACT);
        if (!steps.expand().isEmpty()) {
            DatabaseSchema between = OperationList.apply(
                    steps.expand().stream().map(ReviewedOperation::operation).toList(), before);
            drafts.add(draft(checked.phase(steps.expand(), steps.undoExpand(), between), header, packageName, true));
            contract = RevisionHeader.of(contractId, header.id())
                    .withMessage(header.message() + ", contract")
                    .withModule(header.module())
                    .withPhase(Phase.CONTRACT);
        }
        if (!steps.contract().isEmpty()) {
            drafts.add(draft(
                    checked.phase(steps.contract(), steps.undoContract(), checked.target()),
                    contract,
                    packageName,
                    true));
        }
        return drafts;
    }

    private Optional<Comparison> checked(Comparison comparison, RevisionHeader header) {
        comparison.requireUnambiguous();
        if (header.message().isBlank()) {
            throw new MigrationException(
                    "The message is empty.", "describe in a few words what the revision does: -m \"…\".");
        }
        if (comparison.isEmpty()) {
            return Optional.empty();
        }
        if (!comparison.obstacles().isEmpty()) {
            throw new MigrationException(
                    "PostgreSQL would refuse this revision:\n  - " + String.join("\n  - ", comparison.obstacles()),
                    "in a revision of its own, change or drop dependent objects (op.execute(…), op.views()), and create"
                            + " missing types (op.types()) or the extensions that contain them (op.createExtension(…),"
                            + " which is `create extension`); upgrade, and draft again; nothing was written.");
        }
        UnknownConversions.refuse(comparison);
        if (!options.has(Choice.DESTRUCTIVE) && !comparison.losses().isEmpty()) {
            throw new DestructiveChangeException(comparison.losses());
        }
        return Optional.of(comparison
                .withUpgrade(DraftChecks.upgrade(comparison.upgrade()))
                .withDowngrade(DraftChecks.downgrade(comparison.downgrade())));
    }

    private Draft draft(Comparison checked, RevisionHeader header, String packageName, boolean safe) {
        RevisionSource source = new RevisionSource(
                packageName,
                header,
                safe ? SafeDraft.of(checked.upgrade()) : checked.upgrade(),
                safe ? SafeDraft.of(checked.downgrade()) : checked.downgrade(),
                !options.has(Choice.WRITTEN_DOWNGRADE) && checked.isAdditive() ? Form.UNDONE : Form.WRITTEN,
                checked.target());
        return new Draft(source, options.template(), checked.warnings(), checked.unmapped());
    }
}
