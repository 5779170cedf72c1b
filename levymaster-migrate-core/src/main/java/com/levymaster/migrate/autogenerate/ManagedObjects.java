package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which objects autogenerate manages: those of the application, and not of other tools. All others are kept.
 *
 * @param made the parts of the database that typed operations of revisions made
 */
record ManagedObjects(AutogenerateOptions options, Supplier<Dependencies> dependencies, Supplier<DatabaseSchema> made) {

    /** Returns the part of the model that the options include; with the enum types that its tables use. */
    DatabaseSchema desired(DatabaseSchema model) {
        Map<ObjectName, Table> tables = new TreeMap<>(model.tables());
        tables.keySet().removeIf(name -> !isIncluded(name, model));
        Map<ObjectName, Sequence> sequences = new TreeMap<>(model.sequences());
        sequences.keySet().removeIf(name -> !isIncluded(name, model));
        Set<ObjectName> used = typesOfColumns(model.withTables(tables));
        Map<ObjectName, EnumType> enums = new TreeMap<>(model.enums());
        enums.keySet().removeIf(name -> !isIncluded(name, model) && !used.contains(name));
        Map<ObjectName, CompositeType> composites = new TreeMap<>(model.composites());
        composites.keySet().removeIf(name -> !isIncluded(name, model));
        return model.withTables(tables)
                .withSequences(sequences)
                .withEnums(enums)
                .withComposites(composites);
    }

    /**
     * Returns the tables of the database that no entity maps, except those that the options exclude, that belong to other
     * tools, or that are in a schema without entities and no revision made.
     */
    List<ObjectName> unmapped(DatabaseSchema actual, DatabaseSchema model, DatabaseSchema desired) {
        return actual.tables().entrySet().stream()
                .filter(table -> !isMapped(table.getKey(), actual, model, desired)
                        && isManaged(table.getKey(), actual, model)
                        && !ForeignTables.contains(table.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether an entity uses the table, or the table of which it is a partition or from which it inherits. */
    private static boolean isMapped(
            ObjectName name, DatabaseSchema actual, DatabaseSchema model, DatabaseSchema desired) {
        Table table = actual.tables().get(name);
        return desired.tables().containsKey(name)
                || model.tables().containsKey(name)
                || table != null
                        && table.options().parents().stream()
                                .anyMatch(parent -> isMapped(actual.resolve(parent), actual, model, desired));
    }

    /** Returns the schema after the upgrade: desired objects as in the completed schema, all others as they are. */
    DatabaseSchema target(DatabaseSchema actual, DatabaseSchema model, DatabaseSchema desired) {
        Map<ObjectName, Table> tables = new TreeMap<>(actual.tables());
        Set<ObjectName> used = new TreeSet<>(typesOfColumns(desired));
        if (options.has(Choice.UNMAPPED)) {
            used.addAll(used(actual, model, desired).keySet());
        }
        if (options.has(Choice.UNMAPPED)) {
            unmapped(actual, model, desired).stream()
                    .filter(name -> !used.contains(name))
                    .forEach(tables::remove);
        }
        tables.putAll(desired.tables());
        Set<String> schemas = new TreeSet<>(actual.schemas());
        schemas.addAll(desired.schemas());
        Map<ObjectName, Sequence> sequences = objects(
                actual.sequences(),
                desired.sequences(),
                name -> isManaged(name, actual, model) && !isOwned(actual, name) && !used.contains(name));
        sequences.values().removeIf(s -> !desired.sequences().containsKey(s.name()) && isOrphan(s, tables));
        return actual.withSchemas(schemas)
                .withExtensions(RequiredExtensions.of(actual, desired))
                .withTables(tables)
                .withSequences(sequences)
                .withEnums(objects(
                        actual.enums(),
                        desired.enums(),
                        name -> isManaged(name, actual, model) && !used.contains(name)))
                .withComposites(objects(
                        actual.composites(),
                        desired.composites(),
                        name -> isManaged(name, actual, model) && !used.contains(name)));
    }

    /** Returns the unmapped objects that are not dropped, because what stays depends on them; each with one such dependent. */
    Map<ObjectName, Dependency> used(DatabaseSchema actual, DatabaseSchema model, DatabaseSchema desired) {
        List<ObjectName> candidates = new ArrayList<>(unmapped(actual, model, desired));
        candidates.addAll(unmappedObjects(actual, desired));
        return candidates.isEmpty() ? Map.of() : UsedObjects.among(candidates, desired.tables(), dependencies.get());
    }

    /** Returns the sequences, enum and composite types that no entity uses, not even in the default of a column. */
    List<ObjectName> unusedObjects(DatabaseSchema actual, DatabaseSchema desired) {
        List<ObjectName> unmapped = unmappedObjects(actual, desired);
        return unmapped.isEmpty()
                ? unmapped
                : unmapped.stream()
                        .filter(name -> dependencies.get().of(name).stream()
                                .filter(dependency -> dependency.kind() != Kind.COLUMN)
                                .map(Dependency::holder)
                                .noneMatch(holder ->
                                        holder != null && desired.tables().containsKey(holder)))
                        .toList();
    }

    private List<ObjectName> unmappedObjects(DatabaseSchema actual, DatabaseSchema desired) {
        Set<ObjectName> unused = new TreeSet<>();
        actual.sequences().keySet().stream()
                .filter(name -> !desired.sequences().containsKey(name) && !isOwned(actual, name))
                .filter(name -> isManaged(name, actual, desired))
                .forEach(unused::add);
        actual.enums().keySet().stream()
                .filter(name -> !desired.enums().containsKey(name) && isManaged(name, actual, desired))
                .forEach(unused::add);
        actual.composites().keySet().stream()
                .filter(name -> !desired.composites().containsKey(name) && isManaged(name, actual, desired))
                .forEach(unused::add);
        unused.removeAll(typesOfColumns(desired));
        return List.copyOf(unused);
    }

    /** The types that columns use, also by a {@code columnDefinition}. */
    private static Set<ObjectName> typesOfColumns(DatabaseSchema schema) {
        return schema.tables().values().stream()
                .flatMap(table -> table.columns().stream())
                .map(column -> column.type() instanceof ColumnType.Array array ? array.element() : column.type())
                .flatMap(type -> type instanceof ColumnType.UserDefined user ? Stream.of(user.name()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    private <T> Map<ObjectName, T> objects(
            Map<ObjectName, T> actual, Map<ObjectName, T> desired, Predicate<ObjectName> managed) {
        Map<ObjectName, T> objects = new TreeMap<>(actual);
        if (options.has(Choice.UNMAPPED)) {
            objects.keySet().removeIf(name -> !desired.containsKey(name) && managed.test(name));
        }
        objects.putAll(desired);
        return objects;
    }

    private boolean isManaged(ObjectName name, DatabaseSchema actual, DatabaseSchema model) {
        return !ObjectFilter.isForeign(name)
                && isIncluded(name, actual)
                && (model.schemas().contains(actual.schemaOf(name))
                        || isMade(made.get(), made.get().resolve(name)));
    }

    private static boolean isMade(DatabaseSchema made, ObjectName name) {
        return made.tables().containsKey(name)
                || made.sequences().containsKey(name)
                || made.enums().containsKey(name)
                || made.composites().containsKey(name);
    }

    private boolean isIncluded(ObjectName name, DatabaseSchema schema) {
        return options.filter().accepts(name, schema.schemaOf(name))
                && options.hooks().stream().allMatch(hook -> hook.includes(name));
    }

    /** Whether the sequence belonged to a {@code serial} column that is no longer one. */
    private static boolean isOrphan(Sequence sequence, Map<ObjectName, Table> tables) {
        Sequence.Owner owner = sequence.ownedBy();
        if (owner == null) {
            return false;
        }
        Table table = tables.get(owner.table());
        Column column = table == null ? null : table.column(owner.column()).orElse(null);
        return column == null || !(column.defaultValue() instanceof DefaultValue.Expression);
    }

    /** Whether a column owns the sequence: it is created and dropped with the column. */
    private static boolean isOwned(DatabaseSchema actual, ObjectName name) {
        Sequence sequence = actual.sequences().get(name);
        return sequence != null && sequence.ownedBy() != null;
    }
}
