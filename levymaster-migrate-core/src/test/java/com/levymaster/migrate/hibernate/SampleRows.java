package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two rows in every table. All keys and references are 1 and 2, so that the references exist. */
final class SampleRows {

    private static final Map<String, String> VALUES = Map.of(
            "boolean", "true",
            "uuid", "gen_random_uuid()",
            "date", "date '2026-01-31'",
            "timestamp without time zone", "timestamp '2026-01-31 12:30'",
            "timestamp with time zone", "timestamptz '2026-01-31 12:30+00'",
            "json", "'{}'",
            "jsonb", "'{}'",
            "bytea", "'x'",
            "oid", "lo_from_bytea(0, 'x')");

    private SampleRows() {}

    static void insert(TestDatabase database, DatabaseSchema schema, DesiredModel model) {
        for (Table table : schema.tables().values()) {
            List<Column> columns =
                    table.columns().stream().filter(SampleRows::isStated).toList();
            for (int row = 1; row <= 2; row++) {
                int number = row;
                String names = columns.stream().map(c -> quote(c.name())).collect(Collectors.joining(", "));
                String values = columns.stream()
                        .map(c -> value(c, table, schema, number))
                        .collect(Collectors.joining(", "));
                database.execute("set session_replication_role = replica; insert into " + quote(table.name())
                        + (columns.isEmpty() ? " default values" : " (" + names + ") values (" + values + ")")
                        + "; reset session_replication_role");
            }
        }
        count(database, schema, model);
    }

    /** Moves the sequences behind the rows, as if the application had inserted them. */
    private static void count(TestDatabase database, DatabaseSchema schema, DesiredModel model) {
        model.values().counters().keySet().stream()
                .filter(schema.sequences()::containsKey)
                .forEach(sequence -> database.execute("select setval('" + quote(sequence) + "', 2)"));
    }

    /** The next number of each identity, and of each sequence that numbers rows, is one that no row has. */
    static void assertCountersAhead(TestDatabase database, DatabaseSchema schema, DesiredModel model) {
        for (Table table : schema.tables().values()) {
            table.columns().stream()
                    .filter(column -> column.identity() != null
                            || column.defaultValue() instanceof DefaultValue.Expression e
                                    && e.sql().contains("nextval"))
                    .forEach(column -> assertAhead(
                            database,
                            "pg_get_serial_sequence('" + quote(table.name()) + "', '" + column.name() + "')",
                            table.name(),
                            column.name()));
        }
        model.values()
                .counters()
                .forEach((sequence, columns) -> columns.stream()
                        .filter(column -> schema.sequences().containsKey(sequence)
                                && schema.tables().containsKey(column.table()))
                        .forEach(column ->
                                assertAhead(database, "'" + quote(sequence) + "'", column.table(), column.column())));
    }

    private static void assertAhead(TestDatabase database, String sequence, ObjectName table, String column) {
        String sql = "select nextval(" + sequence + "::regclass) > coalesce(max(" + quote(column) + "), 0) from "
                + quote(table);
        assertThat(database.jdbc().sql(sql).query(Boolean.class).single())
                .as(sql)
                .isTrue();
    }

    private static boolean isStated(Column column) {
        boolean counted = column.defaultValue() instanceof DefaultValue.Expression e
                && e.sql().contains("nextval");
        return column.identity() == null && column.generated() == null && !counted;
    }

    private static String value(Column column, Table table, DatabaseSchema schema, int row) {
        List<String> allowed = AllowedValues.of(table, column.name());
        if (!allowed.isEmpty()) {
            return allowed.get(row % allowed.size());
        }
        if (column.type() instanceof ColumnType.Array) {
            return "'{}'";
        }
        if (column.type() instanceof ColumnType.UserDefined user) {
            EnumType type = schema.enums().get(schema.resolve(user.name()));
            return type == null
                    ? "null"
                    : "'" + type.labels().get(row % type.labels().size()) + "'";
        }
        boolean ordinal = table.constraints(Constraint.Check.class)
                .anyMatch(check -> check.expression().contains(column.name() + " >= 0"));
        return VALUES.getOrDefault(((ColumnType.BuiltIn) column.type()).name(), "'" + (ordinal ? row - 1 : row) + "'");
    }

    private static String quote(ObjectName name) {
        return (name.schema() == null ? "" : quote(name.schema()) + ".") + quote(name.name());
    }

    private static String quote(String name) {
        return '"' + name + '"';
    }
}
