package com.levymaster.migrate.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Describes how two objects of one name differ: {@code column name: type character varying(120), expected character
 * varying(100)}.
 *
 * <p>The order of columns is ignored. Types and expressions of both objects must be in the form in which PostgreSQL prints
 * them.
 */
public final class DifferenceDescriber {

    private static final Map<String, String> SINGULAR = Map.of(
            "columns",
            "column",
            "constraints",
            "constraint",
            "indexes",
            "index",
            "checks",
            "check",
            "storage",
            "option",
            "options",
            "option");

    private final List<String> differences = new ArrayList<>();

    private DifferenceDescriber() {}

    /**
     * Returns the differences between the actual and the expected object, one line each; empty if they are equal.
     *
     * @param <R> a table, column, constraint, index, sequence, enum, domain, composite type or view
     */
    public static <R> List<String> between(R actual, R expected) {
        DifferenceDescriber describer = new DifferenceDescriber();
        if (!actual.equals(expected)) {
            describer.part("", actual, expected);
        }
        return List.copyOf(describer.differences);
    }

    private void components(String prefix, Record actual, Record expected) {
        for (RecordComponent component : actual.getClass().getRecordComponents()) {
            Object before = value(component, actual);
            Object after = value(component, expected);
            if (!Objects.equals(before, after)) {
                component(prefix, component.getName(), before, after);
            }
        }
    }

    private void component(String prefix, String name, @Nullable Object actual, @Nullable Object expected) {
        if (actual instanceof Map<?, ?> before && expected instanceof Map<?, ?> after) {
            parts(prefix + SINGULAR.getOrDefault(name, spaced(name)), byText(before), byText(after));
        } else if (isColumns(actual) && isColumns(expected)) {
            parts(prefix + "column", columns(actual), columns(expected));
        } else if (isAttributes(actual) && isAttributes(expected)) {
            parts(prefix + "attribute", attributes(actual), attributes(expected));
        } else if (actual instanceof Table.Options before && expected instanceof Table.Options after) {
            components(prefix, before, after);
        } else if (actual instanceof SequenceOptions before && expected instanceof SequenceOptions after) {
            components(prefix, before, after);
        } else if (actual instanceof Identity before && expected instanceof Identity after) {
            components(prefix + "identity ", before, after);
        } else {
            differences.add(prefix + spaced(name) + " " + text(actual) + ", expected " + text(expected));
        }
    }

    private void parts(String kind, Map<String, ?> actual, Map<String, ?> expected) {
        TreeMap<String, @Nullable Object> all = new TreeMap<>(actual);
        expected.forEach(all::putIfAbsent);
        for (String name : all.keySet()) {
            String prefix = kind + " " + name + ": ";
            Object before = actual.get(name);
            Object after = expected.get(name);
            if (before == null || after == null) {
                differences.add(prefix + (before == null ? "missing" : "unexpected"));
            } else if (!before.equals(after)) {
                part(prefix, before, after);
            }
        }
    }

    private void part(String prefix, Object actual, Object expected) {
        if (actual instanceof Record before
                && expected instanceof Record after
                && actual.getClass() == expected.getClass()) {
            components(prefix, before, after);
        } else {
            differences.add(prefix + text(actual) + ", expected " + text(expected));
        }
    }

    private static boolean isColumns(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(Column.class::isInstance);
    }

    private static Map<String, Object> columns(@Nullable Object list) {
        Map<String, Object> columns = new LinkedHashMap<>();
        if (list instanceof List<?> all) {
            all.stream().map(Column.class::cast).forEach(column -> columns.put(column.name(), column));
        }
        return columns;
    }

    private static boolean isAttributes(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(CompositeType.Attribute.class::isInstance);
    }

    private static Map<String, Object> attributes(@Nullable Object list) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (list instanceof List<?> all) {
            all.stream()
                    .map(CompositeType.Attribute.class::cast)
                    .forEach(attribute -> attributes.put(attribute.name(), attribute));
        }
        return attributes;
    }

    private static Map<String, Object> byText(Map<?, ?> map) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Not a public record: " + record.getClass(), e);
        }
    }

    /** {@code nullsNotDistinct} as {@code nulls not distinct}. */
    private static String spaced(String component) {
        return component.equals("defaultValue")
                ? "default"
                : component.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof ColumnType type) {
            return type.display();
        }
        if (value instanceof DefaultValue.StringLiteral text) {
            return "'" + text.value() + "'";
        }
        if (value instanceof DefaultValue.NumberLiteral number) {
            return number.value().toPlainString();
        }
        if (value instanceof DefaultValue.BooleanLiteral bool) {
            return String.valueOf(bool.value());
        }
        if (value instanceof DefaultValue.Expression expression) {
            return expression.sql();
        }
        return value instanceof Index.Key part ? part(part) : structure(value);
    }

    private static String structure(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "none"
                    : list.stream().map(DifferenceDescriber::text).collect(Collectors.joining(", ", "(", ")"));
        }
        if (value instanceof GenerationExpression generated) {
            return "(" + generated.expression() + ") " + (generated.stored() ? "stored" : "virtual");
        }
        if (value instanceof Identity identity) {
            return "generated " + (identity.always() ? "always" : "by default") + " as identity";
        }
        return value instanceof Constraint || value instanceof Enum<?>
                ? spaced(
                        value instanceof Enum<?> e
                                ? e.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                : kind(value))
                : value.toString();
    }

    /** {@code primary key}, {@code check} … */
    private static String kind(Object constraint) {
        String name = constraint.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String part(Index.Key part) {
        String column = part.column();
        return (column == null ? "(" + part.expression() + ")" : column)
                + (part.collation() == null ? "" : " collate " + part.collation())
                + (part.operatorClass() == null ? "" : " " + part.operatorClass())
                + (part.descending() ? " desc" : "")
                + (part.nullsFirst() == null ? "" : part.nullsFirst() ? " nulls first" : " nulls last");
    }
}
