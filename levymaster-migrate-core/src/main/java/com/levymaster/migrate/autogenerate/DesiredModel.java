package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.ExplicitName;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the application wants its database to be.
 *
 * @param schema the tables, sequences and enum types that the application uses
 * @param statedNames the constraints and indexes whose names were chosen; all others were named by a convention, and
 *     may be called otherwise in the database
 * @param renames what was called otherwise before
 * @param firstRows statements that fill a table right after it was created
 * @param afterEnums statements that follow the creation of an enum type, each with the one that takes it back
 * @param notes what could not be expressed, one sentence each, for the user to read
 */
public record DesiredModel(
        DatabaseSchema schema,
        Set<ExplicitName> statedNames,
        List<RenameHint> renames,
        Map<ObjectName, List<String>> firstRows,
        Map<ObjectName, List<ReversibleSql>> afterEnums,
        List<String> notes) {

    public DesiredModel {
        statedNames = Set.copyOf(statedNames);
        renames = List.copyOf(renames);
        firstRows = Map.copyOf(new LinkedHashMap<>(firstRows));
        afterEnums = Map.copyOf(afterEnums);
        notes = List.copyOf(notes);
    }

    /** Only a schema: every name counts as chosen by convention, nothing was renamed. */
    public static DesiredModel of(DatabaseSchema schema) {
        return new DesiredModel(schema, Set.of(), List.of(), Map.of(), Map.of(), List.of());
    }

    /** The same, with every name as the default schema of the database makes it. */
    DesiredModel in(DatabaseSchema actual) {
        Set<ExplicitName> stated = new HashSet<>();
        statedNames.forEach(name -> stated.add(new ExplicitName(actual.resolve(name.table()), name.name())));
        return new DesiredModel(
                SchemaQualifier.of(schema, actual.defaultName()),
                stated,
                renames,
                resolved(firstRows, actual),
                resolved(afterEnums, actual),
                notes);
    }

    private static <T> Map<ObjectName, T> resolved(Map<ObjectName, T> map, DatabaseSchema actual) {
        Map<ObjectName, T> resolved = new LinkedHashMap<>();
        map.forEach((name, value) -> resolved.put(actual.resolve(name), value));
        return resolved;
    }

    /** A statement and the one that undoes it. */
    public record ReversibleSql(String sql, String reverse) {}
}
