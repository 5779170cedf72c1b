package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A counter that is a row of a table, as {@code GenerationType.TABLE} uses it.
 *
 * @param segmentColumn the key of the row
 * @param segment the value of the key
 * @param valueColumn the column of the number
 * @param ahead by how much the stored number exceeds the last one that was used, so that a whole block of numbers is free
 * @param columns the columns that receive the numbers
 */
public record TableCounter(
        ObjectName table,
        String segmentColumn,
        String segment,
        String valueColumn,
        int ahead,
        Set<MappedColumn> columns) {

    public TableCounter {
        columns = Set.copyOf(columns);
    }

    TableCounter renamed(UnaryOperator<ObjectName> names) {
        Set<MappedColumn> renamed = new HashSet<>();
        columns.forEach(column -> renamed.add(column.renamed(names)));
        return new TableCounter(names.apply(table), segmentColumn, segment, valueColumn, ahead, renamed);
    }
}
