package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tables in such an order that a table comes after those it refers to; where they refer in a circle, by name. */
final class TableOrder {

    private final Map<ObjectName, Table> tables = new TreeMap<>();
    private final Set<ObjectName> visited = new LinkedHashSet<>();
    private final List<Table> ordered = new ArrayList<>();

    private TableOrder(Collection<Table> tables) {
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    static List<Table> referencedFirst(Collection<Table> tables) {
        TableOrder order = new TableOrder(tables);
        order.tables.values().forEach(order::visit);
        return order.ordered;
    }

    private void visit(Table table) {
        if (!visited.add(table.name())) {
            return;
        }
        table.constraints(ForeignKey.class)
                .map(ForeignKey::referencedTable)
                .sorted()
                .map(tables::get)
                .filter(java.util.Objects::nonNull)
                .forEach(this::visit);
        ordered.add(table);
    }
}
