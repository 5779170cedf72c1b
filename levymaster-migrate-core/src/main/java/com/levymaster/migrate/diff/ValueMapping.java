package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the mapping states about the values of columns, beyond their types.
 *
 * @param enumConstants the constants of columns that store an enum, or an array of them
 * @param counters the sequences that number rows, with the columns that receive the numbers
 * @param tableCounters the rows of tables that number rows of others
 * @param unstated what the mapping leaves open about columns
 * @param timeZone the time zone of timestamps that do not state one
 */
public record ValueMapping(
        Map<MappedColumn, EnumConstants> enumConstants,
        Map<ObjectName, Set<MappedColumn>> counters,
        List<TableCounter> tableCounters,
        Map<MappedColumn, Set<Unstated>> unstated,
        String timeZone) {

    /** States nothing; timestamps without a time zone are in UTC. */
    public static final ValueMapping NONE = new ValueMapping(Map.of(), Map.of(), List.of(), Map.of(), "UTC");

    public ValueMapping {
        enumConstants = Map.copyOf(enumConstants);
        counters = Map.copyOf(counters);
        tableCounters = List.copyOf(tableCounters);
        unstated = Map.copyOf(unstated);
    }

    /** Returns a copy with other names of tables and sequences. */
    public ValueMapping renamed(UnaryOperator<ObjectName> names) {
        Map<MappedColumn, EnumConstants> constants = new HashMap<>();
        enumConstants.forEach((column, all) -> constants.put(column.renamed(names), all));
        Map<ObjectName, Set<MappedColumn>> sequences = new HashMap<>();
        counters.forEach((sequence, columns) -> sequences.put(names.apply(sequence), renamed(columns, names)));
        List<TableCounter> tables =
                tableCounters.stream().map(counter -> counter.renamed(names)).toList();
        Map<MappedColumn, Set<Unstated>> open = new HashMap<>();
        unstated.forEach((column, all) -> open.put(column.renamed(names), all));
        return new ValueMapping(constants, sequences, tables, open, timeZone);
    }

    /** Whether the mapping leaves this open. */
    public boolean leavesOpen(ObjectName table, String column, Unstated what) {
        return unstated.getOrDefault(new MappedColumn(table, column), Set.of()).contains(what);
    }

    private static Set<MappedColumn> renamed(Set<MappedColumn> columns, UnaryOperator<ObjectName> names) {
        Set<MappedColumn> renamed = new HashSet<>();
        columns.forEach(column -> renamed.add(column.renamed(names)));
        return renamed;
    }
}
