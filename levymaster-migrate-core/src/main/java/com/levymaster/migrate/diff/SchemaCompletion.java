package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Takes over from the database what nobody has stated: the name of a constraint that is there already, statistics and
 * storage of a column, how a table is kept. Otherwise every database that was not made by us would differ in everything.
 */
public final class SchemaCompletion {

    private final RenameResolution renames;
    private final Set<ExplicitName> stated;

    private SchemaCompletion(RenameResolution renames, Collection<ExplicitName> stated) {
        this.renames = renames;
        this.stated = new HashSet<>(stated);
    }

    /**
     * The desired schema with everything unstated as it is in the renamed database. A name that was made by convention
     * from a former name is not taken over: it is renamed too.
     */
    public static DatabaseSchema adopt(
            DatabaseSchema desired, RenameResolution renames, Collection<ExplicitName> stated) {
        SchemaCompletion adoption = new SchemaCompletion(renames, stated);
        DatabaseSchema actual = renames.renamed();
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.replaceAll((name, table) -> adoption.table(table, actual.tables().getOrDefault(name, table)));
        Map<ObjectName, Sequence> sequences = adoption.owned(desired, tables);
        sequences.replaceAll(
                (name, sequence) -> sequence(sequence, actual.sequences().getOrDefault(name, sequence)));
        Map<ObjectName, EnumType> enums = new TreeMap<>(desired.enums());
        enums.replaceAll((name, type) -> enumType(type, actual.enums().getOrDefault(name, type)));
        Map<ObjectName, CompositeType> composites = new TreeMap<>(desired.composites());
        composites.replaceAll(
                (name, type) -> composite(type, actual.composites().getOrDefault(name, type)));
        return desired.withTables(tables)
                .withSequences(sequences)
                .withEnums(enums)
                .withComposites(composites);
    }

    private Table table(Table wanted, Table now) {
        if (wanted == now) {
            return wanted;
        }
        List<Index> indexes = new ArrayList<>();
        List<Constraint> constraints = constraints(wanted, now, indexes);
        indexes(wanted, now, indexes);
        Table adopted = wanted.withColumns(columns(wanted, now))
                .withConstraints(constraints)
                .withIndexes(indexes)
                .withOptions(now.options());
        return adopted.equals(now) ? now : adopted;
    }

    /** In the order that they have, if nothing else differs. */
    private static List<Column> columns(Table wanted, Table now) {
        List<Column> columns = wanted.columns().stream()
                .map(column -> now.column(column.name())
                        .map(other -> column(column, other))
                        .orElse(column))
                .toList();
        return columns.size() == now.columns().size() && new HashSet<>(columns).containsAll(now.columns())
                ? now.columns()
                : columns;
    }

    private static Column column(Column wanted, Column now) {
        Column adopted = wanted.withStatistics(now.statistics()).withStorage(now.storage());
        Identity identity = wanted.identity();
        Identity other = now.identity();
        return identity == null || other == null
                ? adopted
                : adopted.withIdentity(new Identity(identity.always(), other.options()));
    }

    /** Those whose names agree are matched first, so that no other takes their counterpart away. */
    private List<Constraint> constraints(Table wanted, Table now, List<Index> indexes) {
        List<Constraint> open = new ArrayList<>(now.constraints().values());
        List<Constraint> adopted = new ArrayList<>();
        List<Constraint> rest = new ArrayList<>();
        for (Constraint constraint : wanted.constraints().values()) {
            Constraint other = now.constraints().get(constraint.name());
            if (other != null && same(constraint, other)) {
                open.remove(other);
                adopted.add(other);
            } else {
                rest.add(constraint);
            }
        }
        for (Constraint constraint : rest) {
            Constraint other =
                    open.stream().filter(o -> same(constraint, o)).findFirst().orElse(null);
            Index index = other == null ? uniqueIndex(constraint, wanted, now) : null;
            if (other != null) {
                open.remove(other);
                adopted.add(
                        keepsName(wanted.name(), constraint.name(), other.name())
                                ? other.withName(constraint.name())
                                : other);
            } else if (index != null) {
                indexes.add(index);
            } else {
                adopted.add(constraint);
            }
        }
        return adopted;
    }

    /** Whether the wanted name stands: because somebody stated it, or because it follows a rename. */
    private boolean keepsName(ObjectName table, String wanted, String now) {
        return stated.contains(new ExplicitName(table, wanted))
                || !wanted.equals(now) && renames.translated(table, now).equals(wanted);
    }

    /** A mapping cannot say whether old rows were checked, nor how the columns of a primary key are ordered. */
    private static boolean same(Constraint wanted, Constraint now) {
        if (now instanceof ForeignKey key) {
            return StructuralKey.same(wanted, key.withValidated(true)) || StructuralKey.same(wanted, key);
        }
        if (now instanceof Constraint.Check check) {
            return StructuralKey.same(wanted, check.withValidated(true)) || StructuralKey.same(wanted, check);
        }
        return now instanceof Constraint.PrimaryKey key && wanted instanceof Constraint.PrimaryKey other
                ? new HashSet<>(key.columns()).equals(new HashSet<>(other.columns()))
                : StructuralKey.same(wanted, now);
    }

    /** A unique index does all that a unique constraint does. */
    private static @org.jspecify.annotations.Nullable Index uniqueIndex(Constraint wanted, Table table, Table now) {
        if (!(wanted instanceof Constraint.Unique unique)) {
            return null;
        }
        Index same = Index.of("", unique.columns())
                .withUnique(true)
                .withInclude(unique.include())
                .withNullsNotDistinct(unique.nullsNotDistinct());
        return now.indexes().values().stream()
                .filter(index -> !table.indexes().containsKey(index.name()))
                .filter(index -> StructuralKey.same(comparable(index), same))
                .findFirst()
                .orElse(null);
    }

    private void indexes(Table wanted, Table now, List<Index> adopted) {
        List<Index> open = new ArrayList<>(now.indexes().values());
        open.removeAll(adopted);
        for (Index index : wanted.indexes().values()) {
            Index named = now.indexes().get(index.name());
            Index other = named != null && StructuralKey.same(comparable(named), comparable(index))
                    ? named
                    : open.stream()
                            .filter(o -> !wanted.indexes().containsKey(o.name()))
                            .filter(o -> StructuralKey.same(comparable(o), comparable(index)))
                            .findFirst()
                            .orElse(null);
            if (other == null) {
                adopted.add(index);
                continue;
            }
            open.remove(other);
            adopted.add(keepsName(wanted.name(), index.name(), other.name()) ? other.withName(index.name()) : other);
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

    /** The sequence of a {@code serial} column may have any name: the one that the column uses now is as good. */
    private Map<ObjectName, Sequence> owned(DatabaseSchema desired, Map<ObjectName, Table> tables) {
        Map<ObjectName, Sequence> sequences = new TreeMap<>(desired.sequences());
        for (Sequence now : renames.renamed().sequences().values()) {
            Sequence.Owner owner = now.ownedBy();
            Sequence wanted = desired.sequences().values().stream()
                    .filter(s -> owner != null && owner.equals(s.ownedBy()))
                    .findFirst()
                    .orElse(null);
            if (owner != null && wanted != null) {
                sequences.remove(wanted.name());
                sequences.put(now.name(), now);
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
                .flatMap(now -> now.column(column.name()))
                .map(now -> column.withDefault(now.defaultValue()))
                .orElse(column);
    }

    private static Sequence sequence(Sequence wanted, Sequence now) {
        SequenceOptions options = wanted.options();
        SequenceOptions other = now.options();
        SequenceOptions adopted = new SequenceOptions(
                options.start(),
                options.increment(),
                options.minValue() == null ? other.minValue() : options.minValue(),
                options.maxValue() == null ? other.maxValue() : options.maxValue(),
                options.cache() == 1 ? other.cache() : options.cache(),
                options.cycle() || other.cycle());
        return now.withOptions(adopted);
    }

    /** A mapping says nothing about comments, and attributes stay in the place that they have. */
    private static CompositeType composite(CompositeType wanted, CompositeType now) {
        List<Attribute> kept = new ArrayList<>();
        for (Attribute other : now.attributes()) {
            wanted.attributes().stream()
                    .filter(attribute -> attribute.name().equals(other.name()))
                    .map(attribute -> attribute.withComment(other.comment()))
                    .forEach(kept::add);
        }
        Set<String> names = kept.stream().map(Attribute::name).collect(Collectors.toSet());
        wanted.attributes().stream()
                .filter(attribute -> !names.contains(attribute.name()))
                .forEach(kept::add);
        return wanted.withAttributes(kept).withComment(now.comment());
    }

    /** Hibernate sorts the labels of a plain enum by name, which says nothing about how they should be sorted. */
    private static EnumType enumType(EnumType wanted, EnumType now) {
        boolean unordered = wanted.labels().stream().sorted().toList().equals(wanted.labels());
        boolean same = new HashSet<>(wanted.labels()).equals(new HashSet<>(now.labels()));
        return wanted.withLabels(unordered && same ? now.labels() : wanted.labels())
                .withComment(now.comment());
    }
}
