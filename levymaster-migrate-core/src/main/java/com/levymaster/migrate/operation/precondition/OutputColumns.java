package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The names of the columns of a query, as far as its text tells them. */
final class OutputColumns {

    private static final Set<String> CONSTANTS = Set.of("null", "true", "false");

    /** What may follow the columns of a query without {@code from}. */
    private static final Set<String> AFTER_COLUMNS = Set.of(
            "union", "intersect", "except", "where", "group", "having", "window", "order", "limit", "offset", "fetch");

    private OutputColumns() {}

    /** Returns the names; an empty list if one of them is not certain. */
    static List<String> of(String query) {
        List<String> columns = items(query).stream().map(OutputColumns::name).toList();
        return columns.contains("") ? List.of() : columns;
    }

    /** Returns the tokens of each column; an empty list if they are not certain. */
    static List<List<Token>> items(String query) {
        List<Token> tokens = SqlTokens.of(query).tokens();
        if (UnknownSql.isUnknown(query) || tokens.isEmpty() || !tokens.get(0).is("select")) {
            return List.of();
        }
        List<List<Token>> items = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        for (Token token : tokens.subList(1, tokens.size())) {
            boolean end = token.is("from") || token.is(";");
            if (!end && !token.is(",")) {
                item.add(token);
                continue;
            }
            items.add(List.copyOf(item));
            item.clear();
            if (end) {
                return items;
            }
        }
        items.add(List.copyOf(item));
        return items.stream().flatMap(List::stream).anyMatch(token -> AFTER_COLUMNS.contains(token.lower()))
                ? List.of()
                : items;
    }

    /** Returns the name of a column; empty if it is not certain. */
    static String name(List<Token> item) {
        int last = item.size() - 1;
        boolean named = last >= 0
                && (last == 0
                        || item.get(last - 1).is("as")
                        || last == 2 && item.get(1).is("."));
        return named && !CONSTANTS.contains(item.get(last).lower()) ? identifier(item.get(last)) : "";
    }

    private static String identifier(Token token) {
        if (token.kind() == TokenKind.QUOTED_IDENTIFIER && token.text().startsWith("\"")) {
            return token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"");
        }
        return token.isWord() ? token.lower() : "";
    }
}
