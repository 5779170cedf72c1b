package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Orders tables so that referenced tables and parents come first; cycles are ordered by name. */
public final class TableOrder {

    private final Map<ObjectName, Table> tables = new TreeMap<>();
    private final Set<ObjectName> visited = new HashSet<>();
    private final List<Table> ordered = new ArrayList<>();

    private TableOrder(Collection<Table> tables) {
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /** Returns the tables in that order. */
    public static List<Table> referencedFirst(Collection<Table> tables) {
        TableOrder order = new TableOrder(tables);
        order.tables.values().forEach(order::visit);
        return order.ordered;
    }

    /** Visits iteratively, since a chain of references may exceed the stack. */
    private void visit(Table first) {
        Deque<Visit> open = new ArrayDeque<>();
        enter(first, open);
        while (!open.isEmpty()) {
            Visit visit = open.peek();
            if (visit.referenced.hasNext()) {
                enter(visit.referenced.next(), open);
            } else {
                ordered.add(open.pop().table);
            }
        }
    }

    private void enter(Table table, Deque<Visit> open) {
        if (visited.add(table.name())) {
            open.push(new Visit(table, referenced(table)));
        }
    }

    private Iterator<Table> referenced(Table table) {
        return Stream.concat(
                        table.options().parents().stream(),
                        table.constraints(ForeignKey.class)
                                .map(ForeignKey::referencedTable)
                                .sorted())
                .map(tables::get)
                .filter(Objects::nonNull)
                .iterator();
    }

    private record Visit(Table table, Iterator<Table> referenced) {}
}
