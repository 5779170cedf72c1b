package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;

/** Asserts that identities and sequences continue behind the numbers in use. */
final class Counters {

    private Counters() {}

    /** The next number of each identity, and of each sequence that numbers rows, is one that no row has. */
    static void assertAhead(TestDatabase database, DatabaseSchema schema, DesiredModel model) {
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

    private static String quote(ObjectName name) {
        return (name.schema() == null ? "" : quote(name.schema()) + ".") + quote(name.name());
    }

    private static String quote(String name) {
        return '"' + name + '"';
    }
}
