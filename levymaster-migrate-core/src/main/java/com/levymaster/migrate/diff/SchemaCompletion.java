package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Completes a desired schema with what only the database states: names of existing constraints, statistics targets
 * and storage modes of columns, storage parameters of tables. Without this, every database that was not created by
 * this library would differ in all of them.
 */
public final class SchemaCompletion {

    private final RenameResolution renames;
    private final Set<ExplicitName> explicitNames;
    private final ValueMapping values;
    private final boolean convertIdentity;

    private SchemaCompletion(
            RenameResolution renames,
            Collection<ExplicitName> explicitNames,
            ValueMapping values,
            boolean convertIdentity) {
        this.renames = renames;
        this.explicitNames = new HashSet<>(explicitNames);
        this.values = values;
        this.convertIdentity = convertIdentity;
    }

    /**
     * Completes the desired schema with properties of the renamed database. A name that was derived by convention
     * from a former name is not kept: it is renamed too.
     *
     * @param explicitNames names that are kept as desired
     * @param values tells which columns' identity or generation may be of another kind, and which sequence numbers which column
     * @param convertIdentity whether a column with a sequence as its default becomes an identity where the mapping has one
     */
    public static DatabaseSchema complete(
            DatabaseSchema desiredSchema,
            RenameResolution renames,
            Collection<ExplicitName> explicitNames,
            ValueMapping values,
            boolean convertIdentity) {
        SchemaCompletion completion = new SchemaCompletion(renames, explicitNames, values, convertIdentity);
        DatabaseSchema actualSchema = renames.renamed();
        Map<ObjectName, Table> tables = new TreeMap<>(desiredSchema.tables());
        tables.replaceAll(
                (name, table) -> completion.table(table, actualSchema.tables().getOrDefault(name, table)));
        Map<ObjectName, Sequence> sequences = completion.owned(desiredSchema, tables);
        sequences.replaceAll(
                (name, sequence) -> sequence(sequence, actualSchema.sequences().getOrDefault(name, sequence)));
        SequenceTypes types = new SequenceTypes(desiredSchema.withTables(tables), values);
        sequences.replaceAll((name, sequence) -> types.widened(sequence));
        actualSchema.sequences().values().stream()
                .filter(sequence -> sequence.ownedBy() != null && !sequences.containsKey(sequence.name()))
                .filter(sequence -> !types.widened(sequence).equals(sequence))
                .forEach(sequence -> sequences.put(sequence.name(), types.widened(sequence)));
        Map<ObjectName, EnumType> enums = new TreeMap<>(desiredSchema.enums());
        enums.replaceAll((name, type) -> enumType(type, actualSchema.enums().getOrDefault(name, type)));
        Map<ObjectName, CompositeType> composites = new TreeMap<>(desiredSchema.composites());
        composites.replaceAll(
                (name, type) -> composite(type, actualSchema.composites().getOrDefault(name, type)));
        return desiredSchema
                .withTables(tables)
                .withSequences(sequences)
                .withEnums(enums)
                .withComposites(composites);
    }

    private Table table(Table desired, Table actual) {
        if (desired == actual) {
            return desired;
        }
        List<Index> indexes = new ArrayList<>();
        List<Constraint> constraints = constraints(desired, actual, indexes);
        indexes(desired, actual, indexes);
        Table completed = desired.withColumns(columns(desired, actual))
                .withConstraints(constraints)
                .withIndexes(indexes)
                .withOptions(actual.options());
        return completed.equals(actual) ? actual : completed;
    }

    /** The columns in their existing order, if nothing else differs. */
    private List<Column> columns(Table desired, Table actual) {
        List<Column> columns = desired.columns().stream()
                .map(column -> actual.column(column.name())
                        .map(other -> column(desired.name(), column, other))
                        .orElse(column))
                .toList();
        return columns.size() == actual.columns().size() && new HashSet<>(columns).containsAll(actual.columns())
                ? actual.columns()
                : columns;
    }

    private Column column(ObjectName table, Column desired, Column actual) {
        Column completed = desired.withStatistics(actual.statistics())
                .withStorage(actual.storage())
                .withCompression(actual.compression())
                .withInherited(actual.inherited())
                .withNotNullName(actual.notNullName())
                .withNoInherit(actual.noInherit());
        boolean any = values.leavesOpen(table, desired.name(), Unstated.KIND);
        Identity identity = desired.identity();
        Identity other = actual.identity();
        if (identity != null && other != null) {
            return completed.withIdentity(new Identity(any ? other.always() : identity.always(), other.options()));
        }
        if (any && identity != null && !convertIdentity && takesNextValue(actual)
                || any && !desired.type().isInteger() && desired.generated() == null && actual.defaultValue() != null) {
            return completed.withIdentity(null).withDefault(actual.defaultValue());
        }
        GenerationExpression generated = desired.generated();
        GenerationExpression present = actual.generated();
        return any && generated != null && present != null
                ? completed.withGenerated(new GenerationExpression(generated.expression(), present.stored()))
                : completed;
    }

    private static boolean takesNextValue(Column column) {
        return column.defaultValue() instanceof DefaultValue.Expression expression
                && expression.sql().toLowerCase(Locale.ROOT).contains("nextval(");
    }

    /** Matches constraints with equal names first, so that none loses its counterpart to another. */
    private List<Constraint> constraints(Table desired, Table actual, List<Index> indexes) {
        List<Constraint> unmatched = new ArrayList<>(actual.constraints().values());
        List<Constraint> completed = new ArrayList<>();
        List<Constraint> rest = new ArrayList<>();
        for (Constraint constraint : desired.constraints().values()) {
            Constraint other = actual.constraints().get(constraint.name());
            if (other != null && same(constraint, other)) {
                unmatched.remove(other);
                completed.add(other);
            } else {
                rest.add(constraint);
            }
        }
        for (Constraint constraint : rest) {
            Constraint other = unmatched.stream()
                    .filter(o -> same(constraint, o))
                    .findFirst()
                    .orElse(null);
            Index index = other == null ? uniqueIndex(constraint, desired, actual) : null;
            if (other != null) {
                unmatched.remove(other);
                completed.add(
                        keepsName(desired.name(), constraint.name(), other.name())
                                ? other.withName(constraint.name())
                                : other);
            } else if (index != null) {
                indexes.add(index);
            } else {
                completed.add(constraint);
            }
        }
        return completed;
    }

    /** Whether the desired name is kept: because it is explicit, or because it follows a rename. */
    private boolean keepsName(ObjectName table, String desired, String actual) {
        return explicitNames.contains(new ExplicitName(table, desired))
                || !desired.equals(actual) && renames.translated(table, actual).equals(desired);
    }

    /**
     * Compares constraints; a mapping states neither whether existing rows were checked nor the column order of a
     * primary key.
     */
    private static boolean same(Constraint desired, Constraint actual) {
        if (actual instanceof ForeignKey key) {
            return StructuralKey.same(desired, key.withValidated(true)) || StructuralKey.same(desired, key);
        }
        if (actual instanceof Constraint.Check check) {
            return StructuralKey.same(desired, check.withValidated(true)) || StructuralKey.same(desired, check);
        }
        return actual instanceof Constraint.PrimaryKey key && desired instanceof Constraint.PrimaryKey other
                ? new HashSet<>(key.columns()).equals(new HashSet<>(other.columns()))
                : StructuralKey.same(desired, actual);
    }

    /** The existing unique index that is equivalent to the unique constraint. */
    private static @org.jspecify.annotations.Nullable Index uniqueIndex(Constraint desired, Table table, Table actual) {
        if (!(desired instanceof Constraint.Unique unique)) {
            return null;
        }
        Index same = Index.of("", unique.columns())
                .withUnique(true)
                .withInclude(unique.include())
                .withNullsNotDistinct(unique.nullsNotDistinct());
        return actual.indexes().values().stream()
                .filter(index -> !table.indexes().containsKey(index.name()))
                .filter(index -> StructuralKey.same(comparable(index), same))
                .findFirst()
                .orElse(null);
    }

    private void indexes(Table desired, Table actual, List<Index> completed) {
        List<Index> unmatched = new ArrayList<>(actual.indexes().values());
        unmatched.removeAll(completed);
        for (Index index : desired.indexes().values()) {
            Index named = actual.indexes().get(index.name());
            Index other = named != null && StructuralKey.same(comparable(named), comparable(index))
                    ? named
                    : unmatched.stream()
                            .filter(o -> !desired.indexes().containsKey(o.name()))
                            .filter(o -> StructuralKey.same(comparable(o), comparable(index)))
                            .findFirst()
                            .orElse(null);
            if (other == null) {
                completed.add(index);
                continue;
            }
            unmatched.remove(other);
            completed.add(keepsName(desired.name(), index.name(), other.name()) ? other.withName(index.name()) : other);
        }
    }

    private static Index comparable(Index index) {
        return new Index(
                index.name(),
                index.keys(),
                index.unique(),
                index.method(),
                index.include(),
                index.where(),
                index.nullsNotDistinct(),
                index.options(),
                null,
                null,
                true);
    }

    /** Keeps the sequence that a {@code serial} column uses now, whatever its name. */
    private Map<ObjectName, Sequence> owned(DatabaseSchema desiredSchema, Map<ObjectName, Table> tables) {
        Map<ObjectName, Sequence> sequences = new TreeMap<>(desiredSchema.sequences());
        for (Sequence actual : renames.renamed().sequences().values()) {
            Sequence.Owner owner = actual.ownedBy();
            Sequence desired = desiredSchema.sequences().values().stream()
                    .filter(s -> owner != null && owner.equals(s.ownedBy()))
                    .findFirst()
                    .orElse(null);
            if (owner != null && desired != null) {
                sequences.remove(desired.name());
                sequences.put(actual.name(), actual);
                tables.computeIfPresent(owner.table(), (name, table) -> withDefaultOf(owner.column(), table));
            }
        }
        return sequences;
    }

    private Table withDefaultOf(String name, Table table) {
        return table.withColumns(table.columns().stream()
                .map(column -> column.name().equals(name) ? withDefault(column, table.name()) : column)
                .toList());
    }

    private Column withDefault(Column column, ObjectName table) {
        return renames.renamed()
                .catalog()
                .table(table)
                .flatMap(actual -> actual.column(column.name()))
                .map(actual -> column.withDefault(actual.defaultValue()))
                .orElse(column);
    }

    private static Sequence sequence(Sequence desired, Sequence actual) {
        SequenceOptions options = desired.options();
        SequenceOptions other = actual.options();
        SequenceOptions completed = new SequenceOptions(
                options.start(),
                options.increment(),
                options.minValue() == null ? other.minValue() : options.minValue(),
                options.maxValue() == null ? other.maxValue() : options.maxValue(),
                options.cache() == 1 ? other.cache() : options.cache(),
                options.cycle() || other.cycle());
        return actual.withOptions(completed);
    }

    /** Keeps comments, which a mapping does not state, and the order of attributes. */
    private static CompositeType composite(CompositeType desired, CompositeType actual) {
        List<Attribute> kept = new ArrayList<>();
        for (Attribute other : actual.attributes()) {
            desired.attributes().stream()
                    .filter(attribute -> attribute.name().equals(other.name()))
                    .map(attribute -> attribute.withComment(other.comment()))
                    .forEach(kept::add);
        }
        Set<String> names = kept.stream().map(Attribute::name).collect(Collectors.toSet());
        desired.attributes().stream()
                .filter(attribute -> !names.contains(attribute.name()))
                .forEach(kept::add);
        return desired.withAttributes(kept).withComment(actual.comment());
    }

    /**
     * Keeps the label order of the database if the desired labels are sorted by name, as Hibernate does for a plain
     * enum.
     */
    private static EnumType enumType(EnumType desired, EnumType actual) {
        boolean unordered = desired.labels().stream().sorted().toList().equals(desired.labels());
        boolean same = new HashSet<>(desired.labels()).equals(new HashSet<>(actual.labels()));
        return desired.withLabels(unordered && same ? actual.labels() : desired.labels())
                .withComment(actual.comment());
    }
}
