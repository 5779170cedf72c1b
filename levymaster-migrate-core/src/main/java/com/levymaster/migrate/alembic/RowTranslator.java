package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.alembic.Expression.Dictionary;
import com.levymaster.migrate.alembic.Expression.Items;
import com.levymaster.migrate.alembic.Expression.Number;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates {@code bulk_insert}. */
final class RowTranslator {

    private RowTranslator() {}

    static InsertRows insert(Arguments arguments) {
        var table = TableTranslator.named(arguments.required("table"));
        Expression rows = arguments.required("rows");
        arguments.ignoring("multiinsert").end();
        if (!(rows instanceof Items items) || items.items().isEmpty()) {
            throw new NotUnderstoodException(rows.line(), "rows that are not listed");
        }
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        items.items().forEach(item -> maps.add(row(item)));
        List<String> columns = List.copyOf(maps.get(0).keySet());
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (Map<String, @Nullable Object> map : maps) {
            if (!map.keySet().equals(maps.get(0).keySet())) {
                throw new NotUnderstoodException(rows.line(), "rows with different columns");
            }
            List<@Nullable Object> row = new ArrayList<>();
            columns.forEach(column -> row.add(map.get(column)));
            values.add(row);
        }
        return new InsertRows(table, columns, values, List.of());
    }

    private static Map<String, @Nullable Object> row(Expression row) {
        if (!(row instanceof Dictionary dictionary)) {
            throw new NotUnderstoodException(row.line(), "a row that is no dictionary");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        dictionary.entries().forEach(entry -> values.put(SqlValues.name(entry.getKey()), value(entry.getValue())));
        return values;
    }

    private static @Nullable Object value(Expression value) {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Constant constant) {
            return constant.value();
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Dictionary || value instanceof Items) {
            return json(value);
        }
        if (value instanceof Call call) {
            return called(call);
        }
        throw new NotUnderstoodException(value.line(), "a value of a row");
    }

    private static Object number(Number number) {
        if (number.text().matches("-?\\d{1,9}")) {
            return Integer.valueOf(number.text());
        }
        return number.text().matches("-?\\d{1,18}") ? Long.valueOf(number.text()) : new BigDecimal(number.text());
    }

    private static Object called(Call call) {
        List<Expression> arguments = call.arguments();
        return switch (Scope.functionName(call)) {
            case "UUID", "Decimal" -> SqlValues.name(arguments.get(0));
            case "date" -> String.format("%04d-%02d-%02d", numbers(arguments));
            case "datetime" -> {
                Object[] parts = new Object[] {1, 1, 1, 0, 0, 0};
                Object[] given = numbers(arguments);
                System.arraycopy(given, 0, parts, 0, Math.min(given.length, parts.length));
                yield String.format("%04d-%02d-%02d %02d:%02d:%02d", parts);
            }
            default -> throw new NotUnderstoodException(call.line(), "a value of a row");
        };
    }

    private static Object[] numbers(List<Expression> arguments) {
        if (arguments.size() < 3 || arguments.size() > 6) {
            throw new NotUnderstoodException(
                    arguments.isEmpty() ? 0 : arguments.get(0).line(), "a date");
        }
        return arguments.stream().map(SqlValues::integer).toArray();
    }

    private static String json(Expression value) {
        if (value instanceof Dictionary dictionary) {
            return dictionary.entries().stream()
                    .map(entry -> quoted(SqlValues.name(entry.getKey())) + ": " + json(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Items items) {
            return items.items().stream().map(RowTranslator::json).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Text text ? quoted(text.value()) : String.valueOf(value(value));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            json.append(c < ' ' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return json.append('"').toString();
    }
}
