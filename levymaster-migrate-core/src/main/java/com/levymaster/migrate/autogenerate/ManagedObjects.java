package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells what is the application's from what is not, and leaves the latter alone. */
record ManagedObjects(AutogenerateOptions options) {

    /** What of the entities' objects is looked at; an enum type also where a table of those uses it. */
    DatabaseSchema wanted(DatabaseSchema desired) {
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.keySet().removeIf(name -> !isLookedAt(name, desired));
        Map<ObjectName, Sequence> sequences = new TreeMap<>(desired.sequences());
        sequences.keySet().removeIf(name -> !isLookedAt(name, desired));
        Set<ColumnType> used = tables.values().stream()
                .flatMap(table -> table.columns().stream())
                .map(column -> column.type() instanceof ColumnType.Array array ? array.element() : column.type())
                .collect(Collectors.toSet());
        Map<ObjectName, EnumType> enums = new TreeMap<>(desired.enums());
        enums.keySet()
                .removeIf(name ->
                        !isLookedAt(name, desired) && !used.contains(new ColumnType.UserDefined(name, List.of())));
        Map<ObjectName, CompositeType> composites = new TreeMap<>(desired.composites());
        composites.keySet().removeIf(name -> !isLookedAt(name, desired));
        return desired.withTables(tables)
                .withSequences(sequences)
                .withEnums(enums)
                .withComposites(composites);
    }

    /**
     * Tables that nothing maps: neither wanted, nor left out, nor of another tool, nor in a schema that the entities do
     * not use.
     */
    List<ObjectName> unmapped(DatabaseSchema actual, DatabaseSchema desired, DatabaseSchema wanted) {
        return actual.tables().keySet().stream()
                .filter(name -> !wanted.tables().containsKey(name)
                        && !desired.tables().containsKey(name)
                        && isOurs(name, actual, desired))
                .toList();
    }

    /** Where the database shall get: what is wanted, and what is nobody's business as it is. */
    DatabaseSchema target(DatabaseSchema actual, DatabaseSchema desired, DatabaseSchema wanted) {
        Map<ObjectName, Table> tables = new TreeMap<>(actual.tables());
        if (options.unmapped()) {
            unmapped(actual, desired, wanted).forEach(tables::remove);
        }
        tables.putAll(wanted.tables());
        Set<String> schemas = new TreeSet<>(actual.schemas());
        schemas.addAll(wanted.schemas());
        Map<ObjectName, Sequence> sequences = objects(
                actual.sequences(),
                wanted.sequences(),
                name -> isOurs(name, actual, desired) && !isOwned(actual, name));
        sequences.values().removeIf(s -> !wanted.sequences().containsKey(s.name()) && isOrphan(s, tables));
        return actual.withSchemas(schemas)
                .withTables(tables)
                .withSequences(sequences)
                .withEnums(objects(actual.enums(), wanted.enums(), name -> isOurs(name, actual, desired)))
                .withComposites(
                        objects(actual.composites(), wanted.composites(), name -> isOurs(name, actual, desired)));
    }

    /** Sequences, enum and composite types that nothing maps. */
    List<ObjectName> unusedObjects(DatabaseSchema actual, DatabaseSchema wanted) {
        Set<ObjectName> unused = new TreeSet<>();
        actual.sequences().keySet().stream()
                .filter(name -> !wanted.sequences().containsKey(name) && !isOwned(actual, name))
                .filter(name -> isOurs(name, actual, wanted))
                .forEach(unused::add);
        actual.enums().keySet().stream()
                .filter(name -> !wanted.enums().containsKey(name) && isOurs(name, actual, wanted))
                .forEach(unused::add);
        actual.composites().keySet().stream()
                .filter(name -> !wanted.composites().containsKey(name) && isOurs(name, actual, wanted))
                .forEach(unused::add);
        return List.copyOf(unused);
    }

    private <T> Map<ObjectName, T> objects(
            Map<ObjectName, T> actual, Map<ObjectName, T> wanted, Predicate<ObjectName> ours) {
        Map<ObjectName, T> objects = new TreeMap<>(actual);
        if (options.unmapped()) {
            objects.keySet().removeIf(name -> !wanted.containsKey(name) && ours.test(name));
        }
        objects.putAll(wanted);
        return objects;
    }

    private boolean isOurs(ObjectName name, DatabaseSchema actual, DatabaseSchema desired) {
        return desired.schemas().contains(actual.schemaOf(name))
                && !ObjectFilter.isForeign(name)
                && isLookedAt(name, actual);
    }

    private boolean isLookedAt(ObjectName name, DatabaseSchema schema) {
        return options.filter().accepts(name, schema.schemaOf(name))
                && options.hooks().stream().allMatch(hook -> hook.includes(name));
    }

    /** A sequence of a {@code serial} column that is none any more. */
    private static boolean isOrphan(Sequence sequence, Map<ObjectName, Table> tables) {
        Sequence.Owner owner = sequence.ownedBy();
        if (owner == null) {
            return false;
        }
        Table table = tables.get(owner.table());
        Column column = table == null ? null : table.column(owner.column()).orElse(null);
        return column == null || !(column.defaultValue() instanceof DefaultValue.Expression);
    }

    /** A sequence that a column owns comes and goes with it. */
    private static boolean isOwned(DatabaseSchema actual, ObjectName name) {
        Sequence sequence = actual.sequences().get(name);
        return sequence != null && sequence.ownedBy() != null;
    }
}
