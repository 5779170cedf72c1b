package com.levymaster.migrate.plan;

import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;

/** Expressions that use whole rows of a table: {@code may_see(parcel)}, {@code is_important(new)}. */
final class TriedRow {

    private TriedRow() {}

    /**
     * Whether statements on the copy of a table may use a whole row of it. A function of the row may be written as its column:
     * {@code new.is_important}.
     */
    static boolean isUsed(List<String> statements, Table table) {
        return statements.stream()
                .map(statement -> SqlTokens.flat(statement).tokens())
                .anyMatch(tokens -> usesRow(tokens, table));
    }

    private static boolean usesRow(List<Token> tokens, Table table) {
        String name = table.name().name();
        boolean isTrigger = tokens.stream().limit(3).anyMatch(token -> token.is("trigger"));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean isRow = token.isIdentifier(name) && table.column(name).isEmpty()
                    || isTrigger
                            && (token.isIdentifier("new") || token.isIdentifier("old"))
                            && !isColumn(tokens, i, table);
            if (isRow) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code new} or {@code old} is only that of a column, or of {@code referencing new table as}. */
    private static boolean isColumn(List<Token> tokens, int at, Table table) {
        if (at + 2 >= tokens.size()) {
            return false;
        }
        Token next = tokens.get(at + 1);
        return next.is(".")
                ? table.column(tokens.get(at + 2).identifier()).isPresent()
                : next.is("table") || next.is("row");
    }
}
