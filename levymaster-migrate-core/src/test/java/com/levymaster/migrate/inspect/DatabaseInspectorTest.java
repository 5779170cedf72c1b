package com.levymaster.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an inspection reads of a database; of its tables tells {@link DatabaseInspectorTablesTest}. */
class DatabaseInspectorTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.keepingConnections();

    @Test
    void reads_an_empty_database() {
        assertThat(inspected()).isEqualTo(DatabaseSchema.empty("public"));
    }

    @Test
    void reads_sequences_but_not_those_of_identity_columns() {
        database.execute(
                "create sequence free as smallint start 3 increment 2 maxvalue 99 cycle",
                "comment on sequence free is 'numbers'",
                "create table t (a serial, b bigint generated always as identity)");

        assertThat(inspected().sequences())
                .isEqualTo(Map.of(
                        ObjectName.of("free"),
                        new Sequence(
                                ObjectName.of("free"),
                                ColumnType.parse("smallint"),
                                new SequenceOptions(3, 2, null, 99L, 1, true),
                                null,
                                "numbers"),
                        ObjectName.of("t_a_seq"),
                        new Sequence(
                                ObjectName.of("t_a_seq"),
                                ColumnType.parse("integer"),
                                SequenceOptions.DEFAULT,
                                new Sequence.Owner(ObjectName.of("t"), "a"),
                                null)));
    }

    @Test
    void reads_enums_domains_and_views() {
        database.execute(
                "create type level as enum ('low', 'high')",
                "alter type level add value 'middle' before 'high'",
                "comment on type level is 'how much'",
                "create domain rate as numeric(12,6) not null default 0 constraint positive check (value >= 0) check (value < 1)",
                "comment on domain rate is 'a share'",
                "create view v as select 1 as one",
                "create materialized view m as select 2 as two",
                "comment on view v is 'one'");

        DatabaseSchema schema = inspected();
        assertThat(schema.enums())
                .isEqualTo(Map.of(
                        ObjectName.of("level"),
                        new EnumType(ObjectName.of("level"), List.of("low", "middle", "high"), "how much")));
        assertThat(schema.domains())
                .isEqualTo(Map.of(
                        ObjectName.of("rate"),
                        new Domain(
                                ObjectName.of("rate"),
                                ColumnType.parse("numeric(12,6)"),
                                false,
                                new DefaultValue.NumberLiteral(BigDecimal.ZERO),
                                Map.of("positive", "VALUE >= (0)::numeric", "rate_check", "VALUE < (1)::numeric"),
                                "a share")));
        assertThat(schema.views())
                .isEqualTo(Map.of(
                        ObjectName.of("v"), new View(ObjectName.of("v"), "SELECT 1 AS one", false, "one"),
                        ObjectName.of("m"), new View(ObjectName.of("m"), "SELECT 2 AS two", true, null)));
    }

    @Test
    void reads_privileges_beyond_the_owners() {
        TestDatabase.Login clerk = database.role();
        database.execute(
                "create table t (a int)",
                "create sequence s",
                "grant select, insert on t to " + clerk.user(),
                "grant usage on s to public");

        assertThat(inspected().grants())
                .containsExactly(
                        new Grant(GrantableKind.SEQUENCE, ObjectName.of("s"), "usage", "public"),
                        new Grant(GrantableKind.TABLE, ObjectName.of("t"), "insert", clerk.user()),
                        new Grant(GrantableKind.TABLE, ObjectName.of("t"), "select", clerk.user()));
    }

    @Test
    void leaves_out_what_belongs_to_an_extension() {
        assumeTrue(database.jdbc()
                        .sql("select count(*) from pg_available_extensions where name = 'pg_trgm'")
                        .query(Integer.class)
                        .single()
                > 0);
        database.execute("create schema ext", "create extension pg_trgm schema ext");

        assertThat(inspected())
                .isEqualTo(DatabaseSchema.empty("public")
                        .withSchemas(Set.of("ext", "public"))
                        .withExtensions(Map.of("pg_trgm", new Extension("pg_trgm", "ext"))));
    }

    @Test
    void names_objects_of_the_default_schema_without_it() {
        database.execute("create schema tax", "create table tax.levy (a int)", "create table other (a int)");

        DatabaseSchema schema =
                DatabaseInspector.read(database.jdbc(), InspectionScope.all().withDefaultSchema("tax"));

        assertThat(schema.defaultName()).isEqualTo("tax");
        assertThat(schema.tables()).containsOnlyKeys(ObjectName.of("levy"), ObjectName.of("public", "other"));
    }

    @Test
    void is_not_deceived_by_a_hostile_search_path() throws SQLException {
        database.execute(
                "create schema evil",
                "create table evil.pg_class (oid oid)",
                "create table evil.pg_attribute (attname text)",
                "create function evil.format_type(oid, integer) returns text language sql as 'select ''evil''::text'",
                "create table t (a int)");
        try (Connection connection = database.connection()) {
            connection.createStatement().execute("set search_path = evil, pg_catalog, public");

            DatabaseSchema schema = DatabaseInspector.read(
                    connection, InspectionScope.of("public").withDefaultSchema("public"));

            assertThat(schema.tables().get(ObjectName.of("t")))
                    .isEqualTo(Table.of(ObjectName.of("t"), List.of(Column.of("a", ColumnType.parse("integer")))));
        }
    }

    @Test
    void without_a_default_schema_there_is_an_error_and_a_remedy() throws SQLException {
        try (Connection connection = database.connection()) {
            connection.createStatement().execute("set search_path = nowhere");

            assertThatThrownBy(() -> DatabaseInspector.read(connection, InspectionScope.all()))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("search_path");
        }
    }

    private Table table(String name) {
        return inspected().catalog().table(name).orElseThrow();
    }

    /** Without the privileges that each database has from its creation. */
    private DatabaseSchema inspected() {
        DatabaseSchema schema = DatabaseInspector.read(database.jdbc(), InspectionScope.all());
        return schema.withSecurity(schema.security().withInitialGrants(Set.of(), Set.of()));
    }
}
