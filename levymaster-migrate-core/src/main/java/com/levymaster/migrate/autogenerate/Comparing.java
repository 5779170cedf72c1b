package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.Adoption;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.diff.LikelyRename;
import com.levymaster.migrate.diff.Readable;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.Renames;
import com.levymaster.migrate.inspect.Normalization;
import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.Step;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** One comparison, from the two schemas to the steps. */
final class Comparing {

    private final Options options;
    private final DesiredModel model;
    private final Schema actual;
    private final Dialect dialect;
    private final Rows rows;
    private final Ownership ownership;
    private final List<String> warnings = new ArrayList<>();

    /**
     * @param model with names as the database's default schema makes them
     */
    Comparing(Options options, DesiredModel model, Schema actual, Dialect dialect, Rows rows) {
        this.options = options;
        this.model = model;
        this.actual = actual;
        this.dialect = dialect;
        this.rows = rows;
        this.ownership = new Ownership(options);
    }

    /** Puts the first schema into the words of the second. */
    @FunctionalInterface
    interface Words {
        Normalization normalize(Schema desired, Schema actual);
    }

    Comparison run(Words words) {
        Schema wanted = ownership.wanted(model.schema());
        Renames renames = renames(wanted);
        Schema now = renames.renamed();
        Schema normal = normalized(words, wanted, now);
        Schema adopted = decided(Adoption.adopt(normal, renames, model.statedNames()), now);
        misplacedAttributes(wanted, adopted);
        adopted = Originals.restored(adopted, now, normal, wanted);
        Schema target = ownership.target(now, model.schema(), adopted);
        refuseUnclearRenames(now, adopted);
        SharedNames.refuse(target);
        List<Operation> found = new ArrayList<>(renames.operations());
        found.addAll(Readable.of(Diff.between(now, target)));
        List<Operation> operations = revised(found);
        return comparison(operations, renames, wanted);
    }

    private Renames renames(Schema wanted) {
        List<RenameHint> hints = Stream.concat(options.renames().stream(), model.renames().stream())
                .toList();
        Renames renames = Renames.resolve(actual, wanted, hints);
        warnings.addAll(renames.stale());
        warnings.addAll(model.notes());
        return renames;
    }

    private Schema normalized(Words words, Schema wanted, Schema now) {
        Normalization normalization = words.normalize(wanted, now);
        normalization.faults().forEach(fault -> warnings.add("PostgreSQL does not understand " + fault.describe()));
        if (normalization.degraded() != null) {
            warnings.add(
                    "Expressions were compared as text, without brackets and casts, which may show differences that are none"
                            + " and miss some that are: "
                            + normalization.degraded());
            return Wording.of(normalization.schema(), now);
        }
        return normalization.schema();
    }

    /** Types that a hook takes for the same stay as they are. */
    private Schema decided(Schema wanted, Schema now) {
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
    private void misplacedAttributes(Schema wanted, Schema adopted) {
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

    private void refuseUnclearRenames(Schema now, Schema wanted) {
        List<LikelyRename> unclear = new ArrayList<>();
        List<Table> created = new ArrayList<>();
        for (Table table : wanted.tables().values()) {
            Table other = now.tables().get(table.name());
            if (other == null) {
                created.add(table);
            } else if (!other.equals(table)) {
                unclear.addAll(LikelyRename.columns(other, table));
            }
        }
        unclear.addAll(LikelyRename.tables(now, ownership.unmapped(now, model.schema(), wanted), created));
        unclear.removeIf(pair -> options.dropped().contains(pair.former()));
        if (!unclear.isEmpty()) {
            throw new UnclearRenameException(unclear);
        }
    }

    private List<Operation> revised(List<Operation> found) {
        BinaryOperator<List<Operation>> last = (first, second) -> second;
        return options.hooks().stream().reduce(found, (operations, hook) -> hook.revise(operations), last);
    }

    private Comparison comparison(List<Operation> operations, Renames renames, Schema wanted) {
        Reviewer there = new Reviewer(model, dialect, rows, renames);
        List<Step> upgrade = noted(there.review(operations));
        Reviewer back = new Reviewer(model, dialect, Rows.UNKNOWN, renames);
        List<Step> downgrade = back.review(WayBack.of(operations, actual));
        List<ObjectName> unmapped = new ArrayList<>(ownership.unmapped(renames.renamed(), model.schema(), wanted));
        unmapped.addAll(ownership.unusedObjects(renames.renamed(), wanted));
        return new Comparison(upgrade, downgrade, there.losses(), unmapped, warnings, Flow.apply(operations, actual));
    }

    /** What could not be expressed is said in the file, too, for whoever reviews it. */
    private List<Step> noted(List<Step> steps) {
        if (steps.isEmpty() || model.notes().isEmpty()) {
            return steps;
        }
        List<String> remarks = new ArrayList<>(model.notes());
        remarks.add(steps.get(0).review());
        remarks.removeIf(String::isBlank);
        List<Step> noted = new ArrayList<>(steps);
        noted.set(0, new Step(steps.get(0).operation(), String.join("; ", remarks)));
        return noted;
    }
}
