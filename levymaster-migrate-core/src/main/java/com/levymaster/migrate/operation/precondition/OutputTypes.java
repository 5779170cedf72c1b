package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The types of the columns of a query, where its text tells them: columns of its only table, and casts. */
record OutputTypes(DatabaseSchema schema) {

    private static final Set<String> AFTER_SOURCE =
            Set.of(";", "where", "group", "order", "having", "limit", "offset", "window", "fetch", "for");

    /** Returns the types by name; columns without a certain type are left out. */
    Map<String, ColumnType> of(String query) {
        Map<String, ColumnType> types = new TreeMap<>();
        Optional<Table> table = onlyTable(SqlTokens.of(query).tokens());
        for (List<Token> item : OutputColumns.items(query)) {
            String name = OutputColumns.name(item);
            if (!name.isEmpty()) {
                type(item, table).ifPresent(type -> types.put(name, type));
            }
        }
        return types;
    }

    /** Refuses another query of a view whose columns would have other types. */
    List<Refusal> changed(String former, String query) {
        Map<String, ColumnType> before = of(former);
        Map<String, ColumnType> after = of(query);
        return before.entrySet().stream()
                .filter(column -> !column.getValue().equals(after.getOrDefault(column.getKey(), column.getValue())))
                .map(column -> new Refusal(
                        "the type of column " + column.getKey() + " of the view would become "
                                + after.getOrDefault(column.getKey(), column.getValue())
                                        .display(),
                        "cast it to " + column.getValue().display() + " in the query, or call changingColumns()"))
                .toList();
    }

    private Optional<Table> onlyTable(List<Token> tokens) {
        int from = 0;
        while (from < tokens.size() && !tokens.get(from).is("from")) {
            from++;
        }
        int next = from + 1;
        if (next >= tokens.size() || tokens.get(next).identifier().isEmpty()) {
            return Optional.empty();
        }
        ObjectName name = ObjectName.of(tokens.get(next).identifier());
        if (next + 2 < tokens.size() && tokens.get(next + 1).is(".")) {
            name = ObjectName.of(name.name(), tokens.get(next + 2).identifier());
            next += 2;
        }
        boolean only = next + 1 == tokens.size()
                || AFTER_SOURCE.contains(tokens.get(next + 1).lower())
                || next + 2 == tokens.size()
                        && !tokens.get(next + 1).identifier().isEmpty();
        return only ? Optional.ofNullable(schema.tables().get(schema.resolve(name))) : Optional.empty();
    }

    private Optional<ColumnType> type(List<Token> item, Optional<Table> table) {
        boolean named = item.size() > 2 && item.get(item.size() - 2).is("as");
        List<Token> value = named ? item.subList(0, item.size() - 2) : item;
        int cast = lastCast(value);
        if (cast > 0) {
            return isOperand(value.subList(0, cast)) ? cast(value.subList(cast + 1, value.size())) : Optional.empty();
        }
        boolean column = value.size() == 1 || value.size() == 3 && value.get(1).is(".");
        return column
                ? table.flatMap(t -> t.column(value.get(value.size() - 1).identifier()))
                        .map(found -> SchemaEffects.resolved(schema, found).type())
                : Optional.empty();
    }

    private static int lastCast(List<Token> value) {
        for (int i = value.size() - 1; i > 0; i--) {
            if (value.get(i).is("::")) {
                return i;
            }
        }
        return 0;
    }

    /** A column, a literal, a call or an expression in parentheses: what a cast after it applies to as a whole. */
    private static boolean isOperand(List<Token> value) {
        return value.size() == 1
                || value.size() == 2 && value.get(0).isWord() && value.get(1).isGroup()
                || value.size() == 3 && value.get(1).is(".");
    }

    private Optional<ColumnType> cast(List<Token> type) {
        boolean words = type.stream().allMatch(token -> token.isWord() || token.isGroup());
        String text = String.join(" ", type.stream().map(Token::text).toList());
        return words && !type.isEmpty()
                ? Optional.of(SchemaEffects.resolved(schema, ColumnType.parse(text)))
                : Optional.empty();
    }
}
