package com.levymaster.migrate.checksum;

import com.levymaster.migrate.definition.Sha256;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.BackfillStep;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.RowSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations as canonical text, which does not depend on source formatting, the JVM, or the server. A short
 * record is one line, a long one has one indented line for each component. Components that are empty, false or absent
 * are left out, so that a component that a later version adds does not change the text of other operations. Java steps
 * are represented by their description, rows by a digest. Each line has a form in which the literals of SQL are masked.
 */
final class CanonicalText {

    private static final int LINE = 120;

    /** The components that are not SQL. */
    private static final Set<String> PROSE = Set.of("comment", "description");

    /** Cached, since reflection creates new objects on each call. */
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Component.of(type);
        }
    };

    private final List<CanonicalLine> lines = new ArrayList<>();

    private CanonicalText() {}

    /** The canonical text of the operations, line by line: what checksums are computed from. */
    public static List<String> lines(List<Operation> operations) {
        return CanonicalLine.verbatim(of(operations));
    }

    /** The canonical text of the operations, line by line, with and without the literals of SQL. */
    public static List<CanonicalLine> of(List<Operation> operations) {
        CanonicalText text = new CanonicalText();
        operations.forEach(o -> text.write(0, "", o));
        return List.copyOf(text.lines);
    }

    private void write(int depth, String label, @Nullable Object given) {
        Object value = identity(given);
        CanonicalLine.Builder inline = labelled(label);
        if (append(inline, value, label.length() + LINE)) {
            if (inline.length() > label.length()) {
                lines.add(inline.build(depth));
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
            CanonicalLine.Builder line = labelled(label);
            scalar(line, value);
            lines.add(line.build(depth));
        }
    }

    /**
     * Of a safe form, the operation identifies it: its steps may change with a later version. A part of one is what its steps
     * are.
     */
    private static @Nullable Object identity(@Nullable Object given) {
        if (given instanceof Autocommit block && block.safely() != null) {
            return new Autocommit(List.of(), block.safely(), false);
        }
        if (given instanceof Autocommit block) {
            return new Autocommit(block.steps());
        }
        if (given instanceof CopyRows rows) {
            return rows.digest();
        }
        return given instanceof ExecuteSql sql
                ? sql.identity()
                : given instanceof Backfill backfill ? backfill.identity() : given;
    }

    private static CanonicalLine.Builder labelled(String label) {
        CanonicalLine.Builder line = new CanonicalLine.Builder().append(label);
        line.prose(PROSE.contains(label.strip()));
        return line;
    }

    /** Appends nothing for an empty value; returns false, perhaps after a part of it, if the value does not fit one line. */
    private static boolean append(CanonicalLine.Builder text, @Nullable Object given, int limit) {
        Object value = identity(given);
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
        scalar(text, value);
        return text.length() <= limit;
    }

    private static boolean appendList(CanonicalLine.Builder text, Collection<?> several, int limit) {
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
        text.append("]");
        return text.length() <= limit;
    }

    private static boolean appendRecord(CanonicalLine.Builder text, Record record, int limit) {
        String separator = record.getClass().getSimpleName() + "(";
        for (Component component : COMPONENTS.get(record.getClass())) {
            CanonicalLine.Builder.Mark before = text.mark();
            text.append(separator).append(component.name()).append(" ");
            int start = text.length();
            text.prose(PROSE.contains(component.name()));
            boolean fits = append(text, component.of(record), limit);
            text.prose(false);
            if (!fits) {
                return false;
            }
            if (text.length() == start) {
                text.reset(before);
            } else {
                separator = ", ";
            }
        }
        text.append(separator.equals(", ") ? "" : separator).append(")");
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
        RowSource source = inserts ? ((InsertRows) operation).source() : ((DeleteRows) operation).source();
        line(depth, operation.getClass().getSimpleName());
        CanonicalText rows = new CanonicalText();
        List<List<@Nullable Object>> values =
                inserts ? ((InsertRows) operation).rows() : ((DeleteRows) operation).rows();
        values.forEach(row -> rows.list(0, "row", row));
        for (Component component : COMPONENTS.get(operation.getClass())) {
            if (component.name().equals("source")) {
                continue;
            }
            if (component.name().equals("rows") && source != null) {
                line(depth + 1, "rows " + source);
            } else if (component.name().equals("rows")) {
                String digest = Sha256.of(String.join("\n", CanonicalLine.verbatim(rows.lines)));
                line(depth + 1, "rows " + values.size() + ", sha256 " + digest);
            } else {
                write(depth + 1, component.name() + " ", component.of(operation));
            }
        }
    }

    private void line(int depth, String text) {
        lines.add(new CanonicalLine.Builder().append(text).build(depth));
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || Boolean.FALSE.equals(value)
                || value instanceof DataStep
                || value instanceof BackfillStep;
    }

    private static void scalar(CanonicalLine.Builder text, @Nullable Object value) {
        if (value instanceof Secret secret) {
            text.appendSecret(secret.text());
        } else if (value instanceof byte[] bytes) {
            text.append(HexFormat.of().formatHex(bytes));
        } else if (value instanceof CharSequence characters) {
            text.appendText(characters);
        } else {
            text.append(String.valueOf(value));
        }
    }

    /** A text that is no SQL and appears in no catalog: masked as a whole. */
    private static final class Secret {

        private final String text;

        Secret(Object text) {
            this.text = String.valueOf(text);
        }

        String text() {
            return text;
        }
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
                Object value = accessor.invoke(record);
                return record instanceof SetLocal && name.equals("value") ? new Secret(value) : value;
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("Cannot read " + accessor, e);
            }
        }
    }
}
