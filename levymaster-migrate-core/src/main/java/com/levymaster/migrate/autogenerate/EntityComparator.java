package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.diff.ReadableChecks;
import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.diff.SchemaCompletion;
import com.levymaster.migrate.inspect.Normalization;
import com.levymaster.migrate.inspect.Normalization.NormalizationError;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Compares a desired model with an actual schema. One instance makes one comparison. */
final class EntityComparator {

    private final AutogenerateOptions options;
    private final DesiredModel model;
    private final DatabaseSchema actual;
    private final ComparisonSource source;
    private final ManagedObjects managed;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private UnaryOperator<ReviewedOperation> remarks = step -> step;

    /** @param model with all names qualified by the default schema of the database */
    EntityComparator(AutogenerateOptions options, DesiredModel model, DatabaseSchema actual, ComparisonSource source) {
        this.options = options;
        this.model = model;
        this.actual = actual;
        this.source = source;
        this.managed = new ManagedObjects(options, source.dependencies(), source.made());
    }

    /** Rewrites the types and expressions of the desired schema in the notation of the actual one. */
    @FunctionalInterface
    interface SchemaNormalizer {
        Normalization normalize(DatabaseSchema desired, DatabaseSchema actual);
    }

    /**
     * Takes the desired schema through these stages, and returns the difference between the renamed and the target schema:
     *
     * <ol>
     *   <li>desired: what the mapping declares, restricted to the managed objects
     *   <li>renamed: the actual schema after all known renames
     *   <li>normalized: the desired schema in PostgreSQL's notation
     *   <li>completed: the normalized schema with what the mapping leaves open or cannot state, taken from the database
     *   <li>target: the renamed schema with the managed objects as in the completed schema
     * </ol>
     */
    Comparison compare(SchemaNormalizer normalizer) {
        DatabaseSchema desired = withoutViews(managed.desired(model.schema()));
        RenameResolution renames = resolveRenames(desired);
        DatabaseSchema renamed = renames.renamed();
        DatabaseSchema normalized = normalize(normalizer, desired, renamed);
        DatabaseSchema stated = complete(desired, renames, normalized);
        KeptParts kept = new KeptParts(options);
        DatabaseSchema completed = new UnstatedParts(
                        renames, model.values(), new Provenance(renames, source.made()), kept)
                .addedTo(stated);

        List<RenameCandidate> ambiguous = ambiguousRenames(renamed, stated);
        if (!ambiguous.isEmpty()) {
            return Comparison.ambiguous(ambiguous, warnings, actual);
        }
        DatabaseSchema target = managed.target(renamed, model.schema(), completed);
        NameCollisions.refuse(target);

        List<Operation> operations = new ArrayList<>(renames.operations());
        target = ChildTables.following(renamed, target, completed);
        DatabaseSchema retained = UnknownConversions.withoutDropped(renamed, target, options.dropped());
        DatabaseSchema following = ReferringTables.following(retained, target, completed);
        operations.addAll(Diff.between(renamed, retained));
        operations.addAll(Diff.between(retained, following, model.values()));
        operations.addAll(Diff.between(following, ReferringTables.withTablesOf(target, following)));
        operations.addAll(EnumLabels.inArrays(target, options.renames(), model.values(), source.dialect(), operations));
        warnOfUsed(renamed, completed);
        return review(withDependents(revise(ReadableChecks.of(operations)), renames), renames, desired, kept.list());
    }

    /** Leaves out the entities of views and foreign tables, which no revision creates; tells of the columns that they lack. */
    private DatabaseSchema withoutViews(DatabaseSchema desired) {
        List<ObjectName> missing = desired.tables().keySet().stream()
                .filter(name -> !actual.tables().containsKey(name))
                .toList();
        Map<ObjectName, Set<String>> columns =
                missing.isEmpty() ? Map.of() : source.columns().apply(missing);
        for (Table table : desired.tables().values()) {
            Set<String> present = columns.get(table.name());
            table.columns().stream()
                    .filter(column -> present != null && !present.contains(column.name()))
                    .forEach(column -> warnings.add("An entity maps the column " + column.name() + " of " + table.name()
                            + ", which is no table and does not have it; change its definition with op.views() or"
                            + " op.execute(…)"));
        }
        return without(columns.keySet(), desired);
    }

    private static DatabaseSchema without(Set<ObjectName> relations, DatabaseSchema desired) {
        if (relations.isEmpty()) {
            return desired;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.keySet().removeAll(relations);
        tables.replaceAll((name, table) -> table.withConstraints(table.constraints().values().stream()
                .filter(constraint -> !(constraint instanceof ForeignKey key)
                        || !relations.contains(desired.resolve(key.referencedTable())))
                .toList()));
        return desired.withTables(tables);
    }

    private RenameResolution resolveRenames(DatabaseSchema desired) {
        List<RenameHint> hints = Stream.concat(options.renames().stream(), model.renames().stream())
                .toList();
        RenameResolution renames = RenameResolution.resolve(actual, desired, hints);
        EnumLabels.renames(renames.renamed(), desired, options.renames(), model.values())
                .forEach(renames::add);
        warnings.addAll(renames.stale());
        warnings.addAll(model.notes());
        return renames;
    }

    private DatabaseSchema normalize(SchemaNormalizer normalizer, DatabaseSchema desired, DatabaseSchema renamed) {
        Normalization normalization = normalizer.normalize(desired, renamed);
        normalization.faults().stream()
                .filter(fault -> !RequiredExtensions.contain(fault.text()))
                .forEach(this::report);
        if (normalization.degraded() == null) {
            return normalization.schema();
        }
        warnings.add("Expressions were compared as text, without brackets and casts; this may report false differences"
                + " and miss real ones: " + normalization.degraded());
        return OfflineNormalizer.of(normalization.schema(), renamed);
    }

    /** No revision can use a type that does not exist, unless a hook adds the operation that creates it. */
    private void report(NormalizationError fault) {
        if (fault.part().startsWith("type") && options.hooks().isEmpty()) {
            obstacles.add(fault.object() + ", " + fault.part() + ": " + fault.message());
        } else {
            warnings.add("PostgreSQL does not understand " + fault.describe());
        }
    }

    private DatabaseSchema complete(DatabaseSchema desired, RenameResolution renames, DatabaseSchema normalized) {
        DatabaseSchema renamed = renames.renamed();
        DatabaseSchema completed = SchemaCompletion.complete(
                normalized, renames, model.explicitNames(), model.values(), options.has(Choice.CONVERT_IDENTITY));
        completed = keepTypesEqualByHook(completed, renamed);
        warnOfAttributeOrder(desired, completed);
        completed = ExpressionTextRestorer.restore(completed, renamed, normalized, desired);
        return FrozenDefaults.kept(completed, renamed, desired, warnings);
    }

    /** Keeps the actual type of a column where a hook declares it equal to the desired one. */
    private DatabaseSchema keepTypesEqualByHook(DatabaseSchema completed, DatabaseSchema renamed) {
        if (options.hooks().isEmpty()) {
            return completed;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(completed.tables());
        tables.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .map(column -> renamed.catalog()
                        .table(name)
                        .flatMap(t -> t.column(column.name()))
                        .map(present -> keepTypeEqualByHook(name, column, present))
                        .orElse(column))
                .toList()));
        return completed.withTables(tables);
    }

    private Column keepTypeEqualByHook(ObjectName table, Column column, Column present) {
        boolean equal = options.hooks().stream()
                .flatMap(hook -> hook.typesDiffer(table, present, column).stream())
                .anyMatch(differ -> !differ);
        return equal ? column.withType(present.type()) : column;
    }

    /** PostgreSQL adds an attribute only at the end of a composite type, Hibernate reads attributes by position. */
    private void warnOfAttributeOrder(DatabaseSchema desired, DatabaseSchema completed) {
        desired.composites().forEach((name, type) -> {
            List<String> expected = attributeNames(type);
            List<String> found = attributeNames(completed.composites().getOrDefault(name, type));
            if (!found.equals(expected)) {
                warnings.add("Hibernate reads values of the composite type " + name + " by position, and expects "
                        + expected + " where the database has, or will have, " + found
                        + ": declare that order with @Struct(attributes = …)");
            }
        });
    }

    private static List<String> attributeNames(CompositeType type) {
        return type.attributes().stream().map(CompositeType.Attribute::name).toList();
    }

    private List<RenameCandidate> ambiguousRenames(DatabaseSchema renamed, DatabaseSchema completed) {
        List<RenameCandidate> candidates = new ArrayList<>();
        List<Table> created = new ArrayList<>();
        for (Table table : completed.tables().values()) {
            Table present = renamed.tables().get(table.name());
            if (present == null) {
                created.add(table);
            } else if (!present.equals(table)) {
                candidates.addAll(RenameCandidate.columns(present, table));
            }
        }
        List<ObjectName> unmapped = managed.unmapped(renamed, model.schema(), completed);
        candidates.addAll(RenameCandidate.tables(renamed, unmapped, created).stream()
                .filter(candidate -> !EntityHierarchy.of(model.entities()).joins(candidate))
                .toList());
        candidates.addAll(ambiguousLabels(renamed, completed));
        candidates.removeIf(candidate -> options.dropped().contains(candidate.former()));
        return candidates;
    }

    /** Who allows losses allows those of values, too. */
    private List<RenameCandidate> ambiguousLabels(DatabaseSchema renamed, DatabaseSchema completed) {
        if (options.has(Choice.DESTRUCTIVE)) {
            return List.of();
        }
        return EnumLabels.candidates(renamed, completed, model.values()).stream()
                .filter(candidate -> !EnumLabels.isAnswered(candidate, options.renames(), model.values()))
                .toList();
    }

    private void warnOfUsed(DatabaseSchema renamed, DatabaseSchema completed) {
        if (options.has(Choice.UNMAPPED)) {
            managed.used(renamed, model.schema(), completed)
                    .forEach((name, user) -> warnings.add(
                            "No entity uses " + name + ", but it is kept, because " + user.description() + " uses it"));
        }
    }

    private List<Operation> withDependents(List<Operation> operations, RenameResolution renames) {
        if (!DependentObjects.mayBlock(operations)) {
            return operations;
        }
        DependentObjects dependents = new DependentObjects(source.dependencies().get(), renames, source.viewParts());
        List<Operation> all = dependents.around(operations, actual);
        obstacles.addAll(dependents.obstacles());
        if (!obstacles.isEmpty()) {
            return all;
        }
        remarks = dependents::review;
        dependents
                .carried()
                .forEach(
                        object -> warnings.add(
                                object
                                        + " is dropped and created again, as it is in this database; check that it is the same in the others"));
        return all;
    }

    private List<Operation> revise(List<Operation> operations) {
        List<Operation> revised = operations;
        for (AutogenerateHook hook : options.hooks()) {
            revised = hook.revise(revised);
        }
        return revised;
    }

    private Comparison review(
            List<Operation> operations, RenameResolution renames, DatabaseSchema desired, List<KeptPart> kept) {
        DatabaseSchema target = OperationList.apply(operations, actual);
        List<ObjectName> unmapped = new ArrayList<>(managed.unmapped(renames.renamed(), model.schema(), desired));
        DataPreservation upgrade = DataPreservation.upgrade(
                model,
                source.dialect(),
                source.rows(),
                renames,
                options.renames(),
                target,
                moves(renames.renamed(), target, unmapped, false));
        DataPreservation downgrade = DataPreservation.downgrade(
                model,
                source.dialect(),
                renames,
                options.renames(),
                target,
                moves(target, renames.renamed(), unmapped, true));
        unmapped.addAll(managed.unusedObjects(renames.renamed(), desired));
        List<ReviewedOperation> preserved = upgrade.review(operations);
        List<String> losses = new ArrayList<>(upgrade.losses());
        return new Comparison(
                List.of(),
                withNotes(DroppedRules.review(renames.renamed(), preserved, losses).stream()
                        .map(RequiredExtensions::review)
                        .map(remarks)
                        .toList()),
                downgrade.review(DowngradeOperations.of(operations, actual)),
                losses,
                unmapped,
                kept,
                obstacles,
                warnings,
                target);
    }

    private RowMoves moves(DatabaseSchema before, DatabaseSchema after, List<ObjectName> unmapped, boolean backwards) {
        return RowMoves.of(
                new PlaceChange(
                        source.dialect(),
                        before,
                        after,
                        Set.copyOf(unmapped),
                        model.values().counters(),
                        backwards),
                model.entities());
    }

    /** Adds the notes of the model to the first step, so that the reviewer reads them in the file. */
    private List<ReviewedOperation> withNotes(List<ReviewedOperation> steps) {
        if (steps.isEmpty() || model.notes().isEmpty()) {
            return steps;
        }
        ReviewedOperation first = steps.get(0);
        List<String> remarks = new ArrayList<>(model.notes());
        if (!first.review().isBlank()) {
            remarks.add(first.review());
        }
        List<ReviewedOperation> noted = new ArrayList<>(steps);
        noted.set(0, new ReviewedOperation(first.operation(), String.join("\n", remarks)));
        return noted;
    }
}
