package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.schema.effect.TypeStorage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Preconditions of operations on whole tables and on their storage. */
interface TablePreconditions
        extends DependentQueries, TableOperation.Visitor<List<Refusal>>, StorageOperation.Visitor<List<Refusal>> {

    @Override
    default List<Refusal> createTable(TableOperation.CreateTable operation) {
        Table own = operation.table();
        Table table = InheritanceEffects.in(schema(), SchemaEffects.resolved(schema(), own));
        List<Refusal> refusals = new ArrayList<>(names().rowType(own.name()));
        refusals.addAll(StorageParameters.of(table.options().storage()));
        refusals.addAll(parents(table.options()));
        own.columns().forEach(column -> refusals.addAll(newColumn(table, column)));
        refusals.addAll(list(
                "parents have columns of these names with another type",
                conflicts(own),
                "choose another name, or the type of the parent"));
        refusals.addAll(list(
                "columns have a default or an identity, but are generated in a parent",
                setThoughGenerated(own),
                "leave out the default or identity, or choose another name"));
        refusals.addAll(when(
                Names.ofIndexes(own).contains(own.name().name()),
                "an index or constraint has the name of the table",
                "choose another name for it"));
        for (Constraint constraint : own.constraints().values()) {
            refusals.addAll(KeyPreconditions.of(schema(), table, constraint));
            if (Names.hasIndex(constraint)) {
                refusals.addAll(names().relation(own.name().renamed(constraint.name())));
            }
        }
        for (Index index : own.indexes().values()) {
            refusals.addAll(names().relation(own.name().renamed(index.name())));
            refusals.addAll(KeyPreconditions.of(schema(), table, index));
        }
        return refusals;
    }

    private List<Refusal> parents(Table.Options options) {
        List<Refusal> refusals = new ArrayList<>();
        if (options.partitionOf() != null) {
            ObjectName parent = options.partitionOf().parent();
            String bound = options.partitionOf().bound();
            refusals.addAll(when(
                    table(parent).filter(t -> t.options().partitionBy() == null).isPresent(),
                    "table " + parent + " is not partitioned",
                    "name a table that was created with partitionBy(…), or use inherits(…)"));
            table(parent)
                    .ifPresent(
                            partitioned -> refusals.addAll(PartitionBounds.of(partitioned, bound, children(parent))));
        }
        for (ObjectName parent : options.inherits()) {
            refusals.addAll(when(
                    table(parent).filter(this::isPartitionedOrPartition).isPresent(),
                    "table " + parent + " is partitioned or a partition, from which no other table can inherit",
                    "use partitionOf(…), or inherit from another table"));
        }
        return refusals;
    }

    private boolean isPartitionedOrPartition(Table table) {
        return table.options().partitionBy() != null || table.options().partitionOf() != null;
    }

    @Override
    default List<Refusal> dropTable(TableOperation.DropTable operation) {
        if (operation.cascade()) {
            return List.of();
        }
        List<String> dependents = new ArrayList<>(viewsOnRows(operation.name()));
        Set<ObjectName> partitions = partitions(operation.name());
        foreignKeys(schema().resolve(operation.name())).stream()
                .filter(reference -> !partitions.contains(reference.table().name()))
                .forEach(reference -> dependents.add(reference.toString()));
        table(operation.name()).ifPresent(table -> dependents.addAll(foreignKeysToPartitioned(table)));
        new TypeUses(schema(), operation.name()).all().forEach(use -> dependents.add("column " + use));
        children(operation.name()).stream()
                .filter(child -> child.options().partitionOf() == null)
                .forEach(child -> dependents.add("table " + child.name()));
        dependents.addAll(defaultsOfOwned(operation.name(), null));
        dependencies().of(schema().resolve(operation.name())).stream()
                .filter(d -> OF_OBJECTS.contains(d.kind()))
                .map(Dependency::description)
                .distinct()
                .forEach(dependents::add);
        return list(
                "other objects depend on the table",
                dependents,
                "drop them in earlier steps, or use dropTable(…).cascade() to drop them with the table");
    }

    /** The table, and the partitions that go with it. */
    private Set<ObjectName> partitions(ObjectName table) {
        Set<ObjectName> partitions = new LinkedHashSet<>(Set.of(schema().resolve(table)));
        children(table).stream()
                .filter(child -> child.options().partitionOf() != null)
                .forEach(child -> partitions.addAll(partitions(child.name())));
        return partitions;
    }

    /** The views of a table, and of the partitions that go with it. */
    private List<String> viewsOnRows(ObjectName table) {
        List<String> views = new ArrayList<>(views(table));
        children(table).stream()
                .filter(child -> child.options().partitionOf() != null)
                .forEach(child -> views.addAll(viewsOnRows(child.name())));
        return views;
    }

    /** Columns of a new table that its parents have with another type. */
    private List<String> conflicts(Table own) {
        return own.options().inherits().stream()
                .flatMap(parent -> own.columns().stream()
                        .filter(column -> column(parent, column.name())
                                .filter(inherited -> !SchemaEffects.resolved(schema(), column.type())
                                        .equals(SchemaEffects.resolved(schema(), inherited.type())))
                                .isPresent())
                        .map(column -> parent + "." + column.name()))
                .toList();
    }

    private List<String> setThoughGenerated(Table own) {
        return own.options().parents().stream()
                .flatMap(parent -> own.columns().stream()
                        .filter(column -> column.defaultValue() != null || column.identity() != null)
                        .filter(column -> column(parent, column.name())
                                .filter(inherited -> inherited.generated() != null)
                                .isPresent())
                        .map(column -> parent + "." + column.name()))
                .toList();
    }

    /** Foreign keys to the tables of which this one is a partition, and so to its rows. */
    private List<String> foreignKeysToPartitioned(Table partition) {
        List<String> keys = new ArrayList<>();
        for (Table.Partition of = partition.options().partitionOf(); of != null; ) {
            foreignKeys(schema().resolve(of.parent())).forEach(reference -> keys.add(reference.toString()));
            of = table(of.parent())
                    .map(parent -> parent.options().partitionOf())
                    .orElse(null);
        }
        return keys;
    }

    @Override
    default List<Refusal> renameTable(TableOperation.RenameTable operation) {
        return names().rowType(operation.name().renamed(operation.to()));
    }

    @Override
    default List<Refusal> moveTable(TableOperation.MoveTable operation) {
        ObjectName to = ObjectName.of(operation.toSchema(), operation.name().name());
        if (schema().resolve(to).equals(schema().resolve(operation.name()))) {
            return List.of();
        }
        List<Refusal> refusals = new ArrayList<>(names().rowType(to));
        relationsOf(operation.name()).forEach(name -> refusals.addAll(names().relation(to.renamed(name))));
        return refusals;
    }

    /** The indexes and sequences that follow a table into another schema. */
    private List<String> relationsOf(ObjectName name) {
        List<String> relations =
                new ArrayList<>(table(name).map(Names::ofIndexes).orElse(List.of()));
        schema().sequences().values().stream()
                .filter(sequence -> sequence.ownedBy() != null
                        && schema().resolve(sequence.ownedBy().table()).equals(schema().resolve(name)))
                .forEach(sequence -> relations.add(sequence.name().name()));
        return relations;
    }

    @Override
    default List<Refusal> changeStorageParameter(StorageOperation.ChangeStorageParameter operation) {
        return all(
                StorageParameters.of(operation.parameter(), operation.to()),
                when(
                        isPartitioned(operation.table()),
                        "table " + operation.table()
                                + " is partitioned and stores no rows, and so has no storage parameters",
                        "change the parameter of its partitions"));
    }

    @Override
    default List<Refusal> setUnlogged(StorageOperation.SetUnlogged operation) {
        ObjectName name = operation.table();
        if (isPartitioned(name)) {
            return when(
                    true,
                    "table " + name + " is partitioned and stores no rows, and so is neither logged nor unlogged",
                    "apply the operation to its partitions");
        }
        return operation.unlogged()
                ? all(
                        list(
                                "foreign keys of permanent tables reference it",
                                permanentReferencesTo(name),
                                "drop these foreign keys, or make their tables unlogged first"),
                        list(
                                "publications have the table, and the changes of unlogged tables cannot be published",
                                publications(name),
                                "remove the table from them in an earlier step: op.publications().replace(…)"))
                : list(
                        "its foreign keys reference unlogged tables",
                        unloggedReferencesOf(name),
                        "drop these foreign keys, or make the referenced tables permanent first");
    }

    private List<String> publications(ObjectName table) {
        return dependencies().of(schema().resolve(table)).stream()
                .filter(dependency -> dependency.kind() == Kind.PUBLICATION && dependency.column() == null)
                .map(Dependency::object)
                .flatMap(Stream::ofNullable)
                .map(ObjectName::name)
                .distinct()
                .toList();
    }

    private List<String> permanentReferencesTo(ObjectName name) {
        ObjectName known = schema().resolve(name);
        return foreignKeys(known).stream()
                .filter(reference -> !reference.table().options().unlogged())
                .filter(reference -> !reference.table().name().equals(known))
                .map(TableQueries.Reference::toString)
                .toList();
    }

    private List<String> unloggedReferencesOf(ObjectName name) {
        ObjectName known = schema().resolve(name);
        return table(name).stream()
                .flatMap(table -> table.constraints(ForeignKey.class)
                        .filter(key -> !schema().resolve(key.referencedTable()).equals(known))
                        .filter(key -> table(key.referencedTable())
                                .filter(other -> other.options().unlogged())
                                .isPresent())
                        .map(key -> "foreign key " + key.name() + " to " + key.referencedTable()))
                .toList();
    }

    @Override
    default List<Refusal> changeTablespace(StorageOperation.ChangeTablespace operation) {
        return List.of();
    }

    @Override
    default List<Refusal> changeStatisticsTarget(StorageOperation.ChangeStatisticsTarget operation) {
        return when(
                column(operation.table(), operation.column())
                        .filter(column -> isVirtual(column.generated()))
                        .isPresent(),
                "column " + operation.column() + " of " + operation.table()
                        + " is a virtual generated column, of which PostgreSQL has no statistics",
                "remove the step, or store the column");
    }

    @Override
    default List<Refusal> changeCompression(StorageOperation.ChangeCompression operation) {
        return when(
                operation.to() != null
                        && column(operation.table(), operation.column())
                                .filter(column -> TypeStorage.isPlain(schema(), column.type()))
                                .isPresent(),
                "column " + operation.column() + " of " + operation.table()
                        + " has a type of fixed size, which cannot be compressed",
                "remove the step");
    }

    @Override
    default List<Refusal> changeStorage(StorageOperation.ChangeStorage operation) {
        String to = operation.to();
        return when(
                to != null
                        && !to.equalsIgnoreCase("plain")
                        && column(operation.table(), operation.column())
                                .filter(column -> TypeStorage.isPlain(schema(), column.type()))
                                .isPresent(),
                "column " + operation.column() + " of " + operation.table()
                        + " has a type of fixed size, which can only be stored plain",
                "remove the step");
    }
}
