package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types between which PostgreSQL converts no value on its own: not even a default, which {@code using} does not convert. */
final class AssignmentCasts {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("smallint", "number"),
            Map.entry("integer", "number"),
            Map.entry("bigint", "number"),
            Map.entry("numeric", "number"),
            Map.entry("real", "number"),
            Map.entry("double precision", "number"),
            Map.entry("boolean", "boolean"),
            Map.entry("date", "time"),
            Map.entry("timestamp without time zone", "time"),
            Map.entry("timestamp with time zone", "time"),
            Map.entry("uuid", "uuid"),
            Map.entry("json", "json"),
            Map.entry("jsonb", "json"));

    private AssignmentCasts() {}

    /** Refuses another type of a column whose default would have to be converted. */
    static List<Refusal> ofDefault(ChangeType operation, Optional<Column> column) {
        ColumnType to = operation.to().type();
        String change = "changeDefault(\"" + operation.column() + "\")";
        return Refusal.when(
                column.filter(c -> c.defaultValue() != null && isMissing(c.type(), to))
                        .isPresent(),
                "the default of column " + operation.column() + " of " + operation.table() + " cannot be cast to "
                        + to.display() + " automatically",
                "remove the default first: " + change + ".from(…).toNone(), and set the new one after it");
    }

    /** Whether there is certainly no such cast. Any type is cast to text. */
    private static boolean isMissing(ColumnType from, ColumnType to) {
        String before = from.isCharacterType() ? "text" : kind(from);
        String after = kind(to);
        return !before.isEmpty() && !after.isEmpty() && !before.equals(after);
    }

    private static String kind(ColumnType type) {
        return type instanceof ColumnType.BuiltIn builtIn ? KINDS.getOrDefault(builtIn.name(), "") : "";
    }
}
