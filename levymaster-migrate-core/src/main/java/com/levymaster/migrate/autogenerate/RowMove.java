package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
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

    /** Whether the statement reads a column of this name, or selects rows by its value; a join keeps nothing of it. */
    boolean keeps(String column) {
        if (SqlTokens.flat(statement).tokens().stream().anyMatch(token -> token.isIdentifier(column))) {
            return true;
        }
        List<Token> tokens = SqlTokens.flat(String.join(" or ", conditions)).tokens();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            TokenKind value = tokens.get(i + 2).kind();
            boolean compared = tokens.get(i).isIdentifier(column)
                    && tokens.get(i + 1).text().equals("=");
            if (compared && (value == TokenKind.STRING || value == TokenKind.NUMBER)) {
                return true;
            }
        }
        return false;
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
