package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A statement that moves rows or values from one table to another.
 *
 * @param kind in this order: what is inserted can be updated, and what was read can be deleted
 * @param destination the table that changes
 * @param tables the other tables that the statement reads
 * @param columns the columns of the destination that receive values
 * @param statement the statement without its condition
 * @param conditions the condition is that one of these holds; empty for all rows
 * @param suffix what follows the condition; often empty
 * @param review for the author
 */
record RowMove(
        Kind kind,
        ObjectName destination,
        Set<ObjectName> tables,
        List<String> columns,
        String statement,
        List<String> conditions,
        String suffix,
        String review) {

    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    RowMove {
        tables = Set.copyOf(tables);
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
    }

    ExecuteSql operation() {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" or ", conditions);
        return new ExecuteSql(statement + where + suffix, null);
    }

    boolean uses(ObjectName table) {
        return destination.equals(table) || tables.contains(table);
    }

    RowMove withSuffix(String value) {
        return new RowMove(kind, destination, tables, columns, statement, conditions, value, review);
    }

    RowMove withRemark(String remark) {
        return new RowMove(kind, destination, tables, columns, statement, conditions, suffix, review + remark);
    }

    /** Both moves, which differ only in the rows that they move. */
    RowMove or(RowMove other) {
        List<String> all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new RowMove(kind, destination, tables, columns, statement, all, suffix, review);
    }
}
