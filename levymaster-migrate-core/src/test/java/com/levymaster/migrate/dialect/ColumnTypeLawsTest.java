package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Every type that a column can have is written, read and spelled as the server does it. */
class ColumnTypeLawsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** What Hibernate 7.4 writes for PostgreSQL, with typical lengths and precisions. */
    private static final List<String> HIBERNATE = List.of(
            "bigint",
            "integer",
            "smallint",
            "boolean",
            "float4",
            "float8",
            "float(24)",
            "float(53)",
            "real",
            "double precision",
            "numeric(38,2)",
            "numeric(19)",
            "char(1)",
            "char(36)",
            "varchar(255)",
            "varchar(1)",
            "text",
            "bytea",
            "oid",
            "date",
            "time(6)",
            "time(0)",
            "timestamp(6)",
            "timestamp(6) with time zone",
            "time(6) with time zone",
            "interval second(6)",
            "numeric(21,0)",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "point",
            "varchar(255) array",
            "integer array",
            "bigint array",
            "uuid array",
            "boolean array",
            "timestamp(6) array",
            "text array");

    /** With the modifiers that a type can have. */
    private static final List<String> MODIFIED = List.of(
            "numeric",
            "numeric(10)",
            "numeric(10,4)",
            "numeric(3,5)",
            "numeric(3,-2)",
            "decimal(8,2)",
            "varchar",
            "varchar(20)",
            "character varying(20)",
            "char",
            "character(7)",
            "bpchar",
            "bit",
            "bit(3)",
            "varbit",
            "bit varying(7)",
            "time",
            "time(3)",
            "time without time zone",
            "timetz",
            "timetz(2)",
            "time(2) with time zone",
            "timestamp",
            "timestamp(3)",
            "timestamptz",
            "timestamptz(0)",
            "timestamp(4) without time zone",
            "interval",
            "interval(3)",
            "interval year",
            "interval year to month",
            "interval day to second(2)",
            "interval hour to minute",
            "int",
            "int2",
            "int4",
            "int8",
            "bool",
            "float",
            "float(10)",
            "\"char\"",
            "int[]",
            "varchar(10)[]",
            "numeric(6,3)[][]",
            "timestamptz(3)[]");

    @Test
    void every_spelling_of_a_type_is_read_back_as_the_type_that_was_written() throws SQLException {
        List<String> spellings = new ArrayList<>(HIBERNATE);
        spellings.addAll(MODIFIED);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < spellings.size(); i++) {
            ColumnType type = ColumnType.parse(spellings.get(i));
            columns.add(Column.of("c" + i, type));
            columns.add(Column.of("a" + i, type.array()));
        }

        assertThat(types(readBack(columns))).containsExactlyElementsOf(types(columns));
    }

    @Test
    void every_type_of_the_server_can_be_a_column_and_its_array_too() throws SQLException {
        List<String> types = database.jdbc().sql("""
                        select format_type(oid, null) from pg_type
                        where typnamespace = 'pg_catalog'::regnamespace and typtype in ('b', 'r', 'm') and typarray <> 0
                          and typrelid = 0 order by typname""").query(String.class).list();
        List<Column> columns = new ArrayList<>();
        for (String name : types) {
            ColumnType type = ColumnType.parse(name);
            columns.add(Column.of("c" + columns.size(), type));
            columns.add(Column.of("c" + columns.size(), type.array()));
        }

        assertThat(types).hasSizeGreaterThan(60);
        assertThat(types(readBack(columns))).containsExactlyElementsOf(types(columns));
    }

    @Test
    void what_is_shown_of_a_type_is_what_the_server_shows() {
        Map<String, String> shown = new LinkedHashMap<>();
        Map<String, String> byServer = new LinkedHashMap<>();
        for (String spelling : MODIFIED) {
            shown.put(spelling, ColumnType.parse(spelling).display());
            byServer.put(spelling, shownByServer(spelling));
        }

        assertThat(shown).isEqualTo(byServer);
    }

    private static List<String> types(List<Column> columns) {
        return columns.stream().map(c -> c.name() + " " + c.type()).toList();
    }

    private static String shownByServer(String spelling) {
        database.execute("create table shown (c " + spelling + ")");
        try {
            return database.jdbc()
                    .sql("select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'shown'::regclass"
                            + " and attnum = 1")
                    .query(String.class)
                    .single();
        } finally {
            database.execute("drop table shown");
        }
    }

    private static List<Column> readBack(List<Column> columns) throws SQLException {
        ObjectName name = ObjectName.of("every_type");
        Dialect dialect = Dialect.postgresql(database.version() * 10000);
        try (Connection connection = database.connection();
                java.sql.Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (SqlStatement sql : dialect.compile(
                    new TableOperation.CreateTable(Table.of(name, columns)), () -> DatabaseSchema.empty("public"))) {
                statement.execute(sql.sql());
            }
            List<Column> found = DatabaseInspector.read(connection, InspectionScope.all())
                    .catalog()
                    .columns(name.name());
            connection.rollback();
            return found;
        }
    }
}
