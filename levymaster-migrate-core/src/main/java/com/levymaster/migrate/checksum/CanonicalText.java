package com.levymaster.migrate.checksum;

import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.operation.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as canonical text, which does not depend on source formatting, the JVM, or the server. A short
 * record is one line, a long one has one indented line for each component. Components that are empty, false or absent
 * are left out, so that a component that a later version adds does not change the text of other operations. Java steps
 * are represented by their description, rows by a digest.
 */
final class CanonicalText {

    private static final int LINE = 120;

    /** Cached, since reflection creates new objects on each call. */
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Component.of(type);
        }
    };

    private final List<String> lines = new ArrayList<>();

    private CanonicalText() {}

    /** The canonical text of the operations, line by line. */
    public static List<String> lines(List<Operation> operations) {
        CanonicalText text = new CanonicalText();
        operations.forEach(o -> text.write(0, "", o));
        return List.copyOf(text.lines);
    }

    private void write(int depth, String label, @Nullable Object value) {
        StringBuilder inline = new StringBuilder(label);
        if (append(inline, value, label.length() + LINE)) {
            if (inline.length() > label.length()) {
                line(depth, inline.toString());
            }
        } else if (value instanceof Optional<?> optional) {
            write(depth, label, optional.orElse(null));
        } else if (value instanceof InsertRows || value instanceof DeleteRows) {
            rows(depth, (Record) value);
        } else if (value instanceof Record record) {
            line(depth, label + record.getClass().getSimpleName());
            components(depth + 1, record);
        } else if (value instanceof Collection<?> several) {
            list(depth, label, several);
        } else if (value instanceof Map<?, ?> map) {
            map(depth, label, map);
        } else {
            line(depth, label + scalar(value));
        }
    }

    /** Appends nothing for an empty value; returns false, perhaps after a part of it, if the value does not fit one line. */
    private static boolean append(StringBuilder text, @Nullable Object value, int limit) {
        if (isNothing(value)) {
            return true;
        }
        if (value instanceof Optional<?> optional) {
            return append(text, optional.orElse(null), limit);
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        if (value instanceof Collection<?> several) {
            return several.isEmpty() || appendList(text, several, limit);
        }
        if (value instanceof Record record) {
            return !(value instanceof InsertRows || value instanceof DeleteRows) && appendRecord(text, record, limit);
        }
        text.append(scalar(value));
        return text.length() <= limit;
    }

    private static boolean appendList(StringBuilder text, Collection<?> several, int limit) {
        String separator = "[";
        for (Object item : several) {
            text.append(separator);
            if (item == null) {
                text.append("null");
            } else if (!append(text, item, limit)) {
                return false;
            }
            separator = ", ";
        }
        text.append(']');
        return text.length() <= limit;
    }

    private static boolean appendRecord(StringBuilder text, Record record, int limit) {
        String separator = record.getClass().getSimpleName() + "(";
        for (Component component : COMPONENTS.get(record.getClass())) {
            int before = text.length();
            text.append(separator).append(component.name()).append(' ');
            int start = text.length();
            if (!append(text, component.of(record), limit)) {
                return false;
            }
            if (text.length() == start) {
                text.setLength(before);
            } else {
                separator = ", ";
            }
        }
        text.append(separator.equals(", ") ? "" : separator).append(')');
        return text.length() <= limit;
    }

    private void components(int depth, Record record) {
        for (Component component : COMPONENTS.get(record.getClass())) {
            write(depth, component.name() + " ", component.of(record));
        }
    }

    private void list(int depth, String label, Collection<?> several) {
        if (!several.isEmpty()) {
            line(depth, label.strip());
            several.forEach(item -> write(depth + 1, "- ", item == null ? "null" : item));
        }
    }

    private void map(int depth, String label, Map<?, ?> map) {
        if (!map.isEmpty()) {
            line(depth, label.strip());
            map.entrySet().stream()
                    .sorted((a, b) -> String.valueOf(a.getKey()).compareTo(String.valueOf(b.getKey())))
                    .forEach(e -> write(depth + 1, e.getKey() + " ", e.getValue()));
        }
    }

    private void rows(int depth, Record operation) {
        boolean inserts = operation instanceof InsertRows;
        line(depth, operation.getClass().getSimpleName());
        CanonicalText rows = new CanonicalText();
        List<List<@Nullable Object>> values =
                inserts ? ((InsertRows) operation).rows() : ((DeleteRows) operation).rows();
        values.forEach(row -> rows.list(0, "row", row));
        for (Component component : COMPONENTS.get(operation.getClass())) {
            if (component.name().equals("rows")) {
                line(depth + 1, "rows " + values.size() + ", sha256 " + Sha256.of(String.join("\n", rows.lines)));
            } else {
                write(depth + 1, component.name() + " ", component.of(operation));
            }
        }
    }

    private void line(int depth, String text) {
        lines.add("  ".repeat(depth)
                + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || Boolean.FALSE.equals(value) || value instanceof DataStep;
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof CharSequence text ? "'" + text + "'" : String.valueOf(value);
    }

    /** A component of a record with its accessor. */
    private record Component(String name, Method accessor) {

        static List<Component> of(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(c -> new Component(c.getName(), c.getAccessor()))
                    .toList();
        }

        Component {
            accessor.setAccessible(true);
        }

        @Nullable
        Object of(Object record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Cannot read " + accessor, e);
            }
        }
    }
}
