package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Partitions and inheriting tables that no entity maps: PostgreSQL changes them together with their parents. */
final class ChildTables {

    private ChildTables() {}

    /**
     * Returns the target in which these tables have the changes of their parents.
     *
     * @param mapped has the tables that entities map
     */
    static DatabaseSchema following(DatabaseSchema before, DatabaseSchema target, DatabaseSchema mapped) {
        Set<ObjectName> children = target.tables().values().stream()
                .filter(table -> !table.options().parents().isEmpty()
                        && table.equals(before.tables().get(table.name()))
                        && !mapped.tables().containsKey(table.name()))
                .map(Table::name)
                .collect(Collectors.toSet());
        if (children.isEmpty()) {
            return target;
        }
        DatabaseSchema changed =
                OperationList.apply(Diff.between(without(before, children), without(target, children)), before);
        Map<ObjectName, Table> tables = new TreeMap<>(target.tables());
        children.forEach(name ->
                tables.computeIfPresent(name, (same, table) -> changed.tables().getOrDefault(same, table)));
        return target.withTables(tables);
    }

    private static DatabaseSchema without(DatabaseSchema schema, Set<ObjectName> names) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.keySet().removeAll(names);
        return schema.withTables(tables);
    }
}
