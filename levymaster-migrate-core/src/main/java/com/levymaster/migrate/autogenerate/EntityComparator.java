package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.diff.ReadableChecks;
import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.diff.SchemaCompletion;
import com.levymaster.migrate.inspect.Normalization;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** One comparison, from the two schemas to the steps. */
final class EntityComparator {

    private final AutogenerateOptions options;
    private final DesiredModel model;
    private final DatabaseSchema actual;
    private final Dialect dialect;
    private final RowCounts rows;
    private final ManagedObjects ownership;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param model with names as the database's default schema makes them
     */
    EntityComparator(
            AutogenerateOptions options, DesiredModel model, DatabaseSchema actual, Dialect dialect, RowCounts rows) {
        this.options = options;
        this.model = model;
        this.actual = actual;
        this.dialect = dialect;
        this.rows = rows;
        this.ownership = new ManagedObjects(options);
    }

    /** Puts the first schema into the words of the second. */
    @FunctionalInterface
    interface SchemaNormalizer {
        Normalization normalize(DatabaseSchema desired, DatabaseSchema actual);
    }

    Comparison compare(SchemaNormalizer words) {
        DatabaseSchema wanted = ownership.wanted(model.schema());
        RenameResolution renames = renames(wanted);
        DatabaseSchema now = renames.renamed();
        DatabaseSchema normal = normalized(words, wanted, now);
        DatabaseSchema adopted = decided(SchemaCompletion.complete(normal, renames, model.statedNames()), now);
        misplacedAttributes(wanted, adopted);
        adopted = ExpressionTextRestorer.restored(adopted, now, normal, wanted);
        DatabaseSchema target = ownership.target(now, model.schema(), adopted);
        refuseUnclearRenames(now, adopted);
        NameCollisions.refuse(target);
        List<Operation> found = new ArrayList<>(renames.operations());
        found.addAll(ReadableChecks.of(Diff.between(now, target)));
        List<Operation> operations = revised(found);
        return comparison(operations, renames, wanted);
    }

    private RenameResolution renames(DatabaseSchema wanted) {
        List<RenameHint> hints = Stream.concat(options.renames().stream(), model.renames().stream())
                .toList();
        RenameResolution renames = RenameResolution.resolve(actual, wanted, hints);
        warnings.addAll(renames.stale());
        warnings.addAll(model.notes());
        return renames;
    }

    private DatabaseSchema normalized(SchemaNormalizer words, DatabaseSchema wanted, DatabaseSchema now) {
        Normalization normalization = words.normalize(wanted, now);
        normalization.faults().forEach(fault -> warnings.add("PostgreSQL does not understand " + fault.describe()));
        if (normalization.degraded() != null) {
            warnings.add(
                    "Expressions were compared as text, without brackets and casts, which may show differences that are none"
                            + " and miss some that are: "
                            + normalization.degraded());
            return OfflineNormalizer.of(normalization.schema(), now);
        }
        return normalization.schema();
    }

    /** Types that a hook takes for the same stay as they are. */
    private DatabaseSchema decided(DatabaseSchema wanted, DatabaseSchema now) {
        if (options.hooks().isEmpty()) {
            return wanted;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(wanted.tables());
        tables.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .map(column -> now.catalog()
                        .table(name)
                        .flatMap(t -> t.column(column.name()))
                        .map(other -> decided(name, column, other))
                        .orElse(column))
                .toList()));
        return wanted.withTables(tables);
    }

    private Column decided(ObjectName table, Column column, Column now) {
        boolean same = options.hooks().stream()
                .flatMap(hook -> hook.typesDiffer(table, now, column).stream())
                .anyMatch(differ -> !differ);
        return same ? column.withType(now.type()) : column;
    }

    /** A new attribute can only be added at the end. */
    private void misplacedAttributes(DatabaseSchema wanted, DatabaseSchema adopted) {
        wanted.composites().forEach((name, type) -> {
            List<String> expected = names(type);
            List<String> found = names(adopted.composites().getOrDefault(name, type));
            if (!found.equals(expected)) {
                warnings.add("Hibernate reads values of the composite type " + name + " by position, and expects "
                        + expected + " where the database has, or will have, " + found
                        + ": state that order with @Struct(attributes = …)");
            }
        });
    }

    private static List<String> names(CompositeType type) {
        return type.attributes().stream().map(CompositeType.Attribute::name).toList();
    }

    private void refuseUnclearRenames(DatabaseSchema now, DatabaseSchema wanted) {
        List<RenameCandidate> unclear = new ArrayList<>();
        List<Table> created = new ArrayList<>();
        for (Table table : wanted.tables().values()) {
            Table other = now.tables().get(table.name());
            if (other == null) {
                created.add(table);
            } else if (!other.equals(table)) {
                unclear.addAll(RenameCandidate.columns(other, table));
            }
        }
        unclear.addAll(RenameCandidate.tables(now, ownership.unmapped(now, model.schema(), wanted), created));
        unclear.removeIf(pair -> options.dropped().contains(pair.former()));
        if (!unclear.isEmpty()) {
            throw new AmbiguousRenameException(unclear);
        }
    }

    private List<Operation> revised(List<Operation> found) {
        BinaryOperator<List<Operation>> last = (first, second) -> second;
        return options.hooks().stream().reduce(found, (operations, hook) -> hook.revise(operations), last);
    }

    private Comparison comparison(List<Operation> operations, RenameResolution renames, DatabaseSchema wanted) {
        DataPreservation there = new DataPreservation(model, dialect, rows, renames);
        List<ReviewedOperation> upgrade = noted(there.review(operations));
        DataPreservation back = new DataPreservation(model, dialect, RowCounts.UNKNOWN, renames);
        List<ReviewedOperation> downgrade = back.review(DowngradeOperations.of(operations, actual));
        List<ObjectName> unmapped = new ArrayList<>(ownership.unmapped(renames.renamed(), model.schema(), wanted));
        unmapped.addAll(ownership.unusedObjects(renames.renamed(), wanted));
        return new Comparison(
                upgrade, downgrade, there.losses(), unmapped, warnings, OperationList.apply(operations, actual));
    }

    /** What could not be expressed is said in the file, too, for whoever reviews it. */
    private List<ReviewedOperation> noted(List<ReviewedOperation> steps) {
        if (steps.isEmpty() || model.notes().isEmpty()) {
            return steps;
        }
        List<String> remarks = new ArrayList<>(model.notes());
        remarks.add(steps.get(0).review());
        remarks.removeIf(String::isBlank);
        List<ReviewedOperation> noted = new ArrayList<>(steps);
        noted.set(0, new ReviewedOperation(steps.get(0).operation(), String.join("; ", remarks)));
        return noted;
    }
}
