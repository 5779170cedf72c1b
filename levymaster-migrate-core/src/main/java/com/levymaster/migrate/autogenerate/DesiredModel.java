package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.ExplicitName;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The database that the application's entities require.
 *
 * @param schema the tables, sequences and types that the application uses
 * @param explicitNames constraints and indexes with an explicit name; all others are named by convention, and may have
 *     another name in the database
 * @param renames the renames that the mapping declares
 * @param initialRows statements that fill a table after its creation
 * @param afterEnums statements that follow the creation of an enum type, each with its inverse
 * @param values what the mapping states about values
 * @param entities where the rows of the entities are
 * @param notes for the user: parts of the mapping that no operation expresses
 */
public record DesiredModel(
        DatabaseSchema schema,
        Set<ExplicitName> explicitNames,
        List<RenameHint> renames,
        Map<ObjectName, List<String>> initialRows,
        Map<ObjectName, List<ReversibleSql>> afterEnums,
        ValueMapping values,
        List<MappedEntity> entities,
        List<String> notes) {

    public DesiredModel {
        explicitNames = Set.copyOf(explicitNames);
        renames = List.copyOf(renames);
        initialRows = Map.copyOf(new LinkedHashMap<>(initialRows));
        afterEnums = Map.copyOf(afterEnums);
        entities = List.copyOf(entities);
        notes = List.copyOf(notes);
    }

    /** Returns a model without explicit names and renames. */
    public static DesiredModel of(DatabaseSchema schema) {
        return new DesiredModel(
                schema, Set.of(), List.of(), Map.of(), Map.of(), ValueMapping.NONE, List.of(), List.of());
    }

    /** Returns a copy with all names qualified by the default schema of the database, and under the rules of its server. */
    DesiredModel qualifiedFor(DatabaseSchema actual) {
        Set<ExplicitName> explicit = new HashSet<>();
        explicitNames.forEach(name -> explicit.add(new ExplicitName(actual.resolve(name.table()), name.name())));
        return new DesiredModel(
                SchemaQualifier.of(schema, actual.defaultName()).withServerVersion(actual.serverVersion()),
                explicit,
                renames,
                resolved(initialRows, actual),
                resolved(afterEnums, actual),
                values.renamed(actual::resolve),
                entities.stream()
                        .map(entity -> entity.withTable(actual.resolve(entity.table())))
                        .toList(),
                notes);
    }

    private static <T> Map<ObjectName, T> resolved(Map<ObjectName, T> map, DatabaseSchema actual) {
        Map<ObjectName, T> resolved = new LinkedHashMap<>();
        map.forEach((name, value) -> resolved.put(actual.resolve(name), value));
        return resolved;
    }

    /** A statement and its inverse. */
    public record ReversibleSql(String sql, String reverse) {}
}
