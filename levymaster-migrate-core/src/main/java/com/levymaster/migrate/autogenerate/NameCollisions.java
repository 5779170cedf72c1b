package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that names are unique among the indexes of a schema, which include those of keys and exclusion constraints. */
final class NameCollisions {

    private NameCollisions() {}

    /** @throws MigrationException that lists all names used by more than one table */
    static void refuse(DatabaseSchema target) {
        Map<ObjectName, TreeSet<String>> tables = new TreeMap<>();
        for (Table table : target.tables().values()) {
            names(table)
                    .forEach(name -> tables.computeIfAbsent(
                                    ObjectName.of(table.name().schema(), name), n -> new TreeSet<>())
                            .add(table.name().toString()));
        }
        String shared = tables.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> name.getKey() + " of " + String.join(" and ", name.getValue()))
                .collect(Collectors.joining(", "));
        if (!shared.isEmpty()) {
            throw new MigrationException(
                    "Two indexes or keys of one schema would have the same name: " + shared + ".",
                    "name one of them in the mapping, or put {table} into its template"
                            + " (levymaster.migrate.autogenerate.naming.index, .unique, .primary-key).");
        }
    }

    private static Stream<String> names(Table table) {
        Stream<String> keys = table.constraints().values().stream()
                .filter(c -> !(c instanceof ForeignKey || c instanceof Constraint.Check))
                .map(Constraint::name);
        return Stream.concat(keys, table.indexes().keySet().stream());
    }
}
