package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;

/** Chooses a placeholder value for existing rows of a column that becomes NOT NULL; the author replaces it. */
final class BackfillValue {

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("boolean", "false"),
            Map.entry("date", "current_date"),
            Map.entry("timestamp without time zone", "localtimestamp"),
            Map.entry("timestamp with time zone", "current_timestamp"),
            Map.entry("time without time zone", "localtime"),
            Map.entry("time with time zone", "current_time"),
            Map.entry("uuid", "gen_random_uuid()"),
            Map.entry("json", "'{}'"),
            Map.entry("jsonb", "'{}'"),
            Map.entry("interval", "interval '0'"),
            Map.entry("inet", "'0.0.0.0'"),
            Map.entry("cidr", "'0.0.0.0/0'"),
            Map.entry("bytea", "''"),
            Map.entry("text", "''"),
            Map.entry("character varying", "''"),
            Map.entry("character", "''"),
            Map.entry("oid", "lo_create(0)"));

    private BackfillValue() {}

    /** Returns an SQL expression; {@code null} for foreign keys, whose referenced row cannot be guessed. */
    static String value(ColumnType type, Table table, String column, DatabaseSchema schema) {
        boolean isForeignKey = table.constraints(ForeignKey.class)
                .anyMatch(key -> key.columns().contains(column));
        if (isForeignKey) {
            return "null";
        }
        if (type instanceof ColumnType.Array) {
            return "'{}'";
        }
        if (type instanceof ColumnType.UserDefined user) {
            EnumType known = schema.enums().get(user.name());
            return known == null || known.labels().isEmpty()
                    ? "null"
                    : "'" + known.labels().get(0).replace("'", "''") + "'";
        }
        List<String> allowed = AllowedValues.of(table, column);
        return allowed.isEmpty() ? VALUES.getOrDefault(((ColumnType.BuiltIn) type).name(), "0") : allowed.get(0);
    }
}
