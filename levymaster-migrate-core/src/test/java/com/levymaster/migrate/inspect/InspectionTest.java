package com.levymaster.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Index.Part;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
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

class InspectionTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void reads_an_empty_database() {
        assertThat(inspected()).isEqualTo(Schema.empty("public"));
    }

    @Test
    void reads_types_in_their_canonical_spelling() {
        database.execute(
                        "create schema tax", "create type tax.\"Level\" as enum ('a')", "create domain rate as numeric")
                .execute("""
                        create table t (a int, b varchar(20), c numeric(10, 2), d timestamptz(3), e text[][], f char(3),
                          g tax."Level"[], h rate, i interval day to second(2), j varchar(5)[], k "char", l bit varying(8), m float)
                        """);

        assertThat(table("t").columns())
                .extracting(Column::type)
                .containsExactly(
                        ColumnType.parse("integer"),
                        ColumnType.parse("character varying(20)"),
                        ColumnType.parse("numeric(10,2)"),
                        ColumnType.parse("timestamp(3) with time zone"),
                        ColumnType.parse("text[]"),
                        ColumnType.parse("character(3)"),
                        new ColumnType.UserDefined(ObjectName.of("tax", "Level"), List.of()).array(),
                        new ColumnType.UserDefined(ObjectName.of("rate"), List.of()),
                        ColumnType.parse("interval day to second(2)"),
                        ColumnType.parse("character varying(5)[]"),
                        ColumnType.parse("\"char\""),
                        ColumnType.parse("bit varying(8)"),
                        ColumnType.parse("double precision"));
    }

    @Test
    void tells_plain_defaults_from_expressions() {
        database.execute("""
                create table t (a text default 'it''s', b int default -1, c boolean default true, d date default '2020-01-01',
                  e numeric(10,2) default 0.50, f timestamptz default now(), g text default E'a\\\\b', h jsonb default '{}',
                  i text[] default '{}', j int default 1 + 1, l varchar(9) default 'y',
                  m bigint default 9000000000, n text default lower('A'), o text default null, p numeric default 7::numeric)
                """);

        assertThat(table("t").columns())
                .extracting(Column::defaultValue)
                .containsExactly(
                        new DefaultValue.Text("it's"),
                        new DefaultValue.Number(new BigDecimal("-1")),
                        new DefaultValue.Bool(true),
                        new DefaultValue.Text("2020-01-01"),
                        new DefaultValue.Number(new BigDecimal("0.50")),
                        new DefaultValue.Expression("now()"),
                        new DefaultValue.Text("a\\b"),
                        new DefaultValue.Text("{}"),
                        new DefaultValue.Text("{}"),
                        new DefaultValue.Expression("(1 + 1)"),
                        new DefaultValue.Text("y"),
                        new DefaultValue.Number(new BigDecimal("9000000000")),
                        new DefaultValue.Expression("lower('A'::text)"),
                        null,
                        new DefaultValue.Number(new BigDecimal("7")));
    }

    @Test
    void reads_all_there_is_to_a_column() {
        database.execute(
                """
                create table t (
                  id bigint generated by default as identity,
                  nr integer generated always as identity (start 5 increment -5 minvalue -100 maxvalue 5 cache 7 cycle),
                  name text collate "C" not null,
                  shout text generated always as (upper(name) || '!') stored)
                """,
                "alter table t alter name set statistics 500, alter name set storage external",
                "comment on column t.name is 'what it''s called'");

        assertThat(table("t").columns())
                .containsExactly(
                        Column.of("id", ColumnType.parse("bigint"))
                                .withNullable(false)
                                .withIdentity(Identity.byDefault()),
                        Column.of("nr", ColumnType.parse("integer"))
                                .withNullable(false)
                                .withIdentity(new Identity(true, new SequenceOptions(5, -5, -100L, 5L, 7, true))),
                        Column.of("name", ColumnType.parse("text"))
                                .withNullable(false)
                                .withCollation("C")
                                .withStatistics(500)
                                .withStorage("external")
                                .withComment("what it's called"),
                        Column.of("shout", ColumnType.parse("text"))
                                .withGenerated(new Generated("upper(name) || '!'::text", true))
                                .withCollation(null));
    }

    @Test
    void reads_virtual_columns() {
        assumeTrue(database.version() >= 18);
        database.execute("create table t (a int, b int generated always as (a * 2) virtual)");

        assertThat(table("t").columns().get(1).generated()).isEqualTo(new Generated("a * 2", false));
    }

    @Test
    void reads_keys_and_checks() {
        database.execute(
                """
                create table t (a int, b int, c int,
                  constraint pk primary key (b, a) include (c) deferrable,
                  constraint uq unique (c) include (a) deferrable initially deferred,
                  constraint positive check (a > 0 and b<1) no inherit)
                """,
                "alter table t add constraint late check (c <> 3) not valid",
                "comment on constraint pk on t is 'the key'");

        assertThat(table("t").constraints())
                .isEqualTo(Map.of(
                        "pk",
                        new Constraint.PrimaryKey(
                                "pk", List.of("b", "a"), List.of("c"), Deferral.INITIALLY_IMMEDIATE, "the key"),
                        "uq",
                        new Constraint.Unique(
                                "uq", List.of("c"), List.of("a"), false, Deferral.INITIALLY_DEFERRED, null),
                        "positive",
                        new Constraint.Check("positive", "(a > 0) AND (b < 1)", true, true, null),
                        "late",
                        new Constraint.Check("late", "c <> 3", false, false, null)));
    }

    @Test
    void reads_unique_constraints_and_indexes_in_which_nulls_are_alike() {
        assumeTrue(database.version() >= 15);
        database.execute(
                "create table t (a int, b int, constraint uq unique nulls not distinct (a))",
                "create unique index ix on t (b) nulls not distinct");

        assertThat(table("t").constraints())
                .isEqualTo(Map.of(
                        "uq",
                        new Constraint.Unique("uq", List.of("a"), List.of(), true, Deferral.NOT_DEFERRABLE, null)));
        assertThat(table("t").indexes())
                .isEqualTo(Map.of(
                        "ix", Index.of("ix", List.of("b")).withUnique(true).withNullsNotDistinct(true)));
    }

    @Test
    void reads_exclusions() {
        database.execute("""
                create table booking ("Room" int4range, during tsrange,
                  constraint no_overlap exclude using gist ("Room" with =, (tsrange(lower(during), null)) with &&)
                    where (lower(during) > '2020-01-01') deferrable)
                """);

        assertThat(table("booking").constraints())
                .isEqualTo(Map.of(
                        "no_overlap",
                        new Constraint.Exclude(
                                "no_overlap",
                                "gist",
                                List.of(
                                        new Constraint.Exclude.Element("\"Room\"", "="),
                                        new Constraint.Exclude.Element(
                                                "tsrange(lower(during), NULL::timestamp without time zone)", "&&")),
                                "lower(during) > '2020-01-01 00:00:00'::timestamp without time zone",
                                Deferral.INITIALLY_IMMEDIATE,
                                null)));
    }

    @Test
    void reads_foreign_keys_also_into_schemas_out_of_scope() {
        database.execute(
                "create schema other",
                "create table other.parent (a int, b int, primary key (b, a))",
                """
                create table child (x int, y int,
                  constraint fk foreign key (y, x) references other.parent (b, a) match full
                    on update cascade on delete set null deferrable initially deferred)
                """,
                "alter table child add constraint later foreign key (x, y) references other.parent (a, b) not valid",
                "comment on constraint fk on child is 'up'");

        Schema schema = Inspection.read(database.jdbc(), Scope.of("public"));

        ObjectName parent = ObjectName.of("other", "parent");
        assertThat(schema.tables()).containsOnlyKeys(ObjectName.of("child"));
        assertThat(schema.catalog().foreignKeys("child"))
                .containsExactly(
                        new ForeignKey(
                                "fk",
                                List.of("y", "x"),
                                parent,
                                List.of("b", "a"),
                                Action.SET_NULL,
                                List.of(),
                                Action.CASCADE,
                                true,
                                Deferral.INITIALLY_DEFERRED,
                                true,
                                "up"),
                        ForeignKey.of("later", List.of("x", "y"), parent, List.of("a", "b"))
                                .withValidated(false));
    }

    @Test
    void reads_which_columns_a_foreign_key_sets() {
        assumeTrue(database.version() >= 15);
        database.execute(
                "create table parent (a int, b int, primary key (a, b))",
                "create table child (x int, y int, constraint fk foreign key (x, y) references parent on delete set null (y))");

        assertThat(inspected().catalog().foreignKeys("child"))
                .extracting(ForeignKey::onDelete, ForeignKey::onDeleteColumns)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Action.SET_NULL, List.of("y")));
    }

    @Test
    void reads_indexes() {
        database.execute(
                "create table t (a int, b text, c text collate \"C\", d jsonb)",
                """
                create unique index full_house on t (a desc nulls last, (b || c) text_pattern_ops, lower(b) collate "C",
                  c collate "POSIX" nulls first, c, lower(c)) include (d) with (fillfactor = 70) where a > 0 and b is not null
                """,
                "create index ix_json on t using gin (d jsonb_path_ops)",
                "comment on index ix_json is 'paths'");

        assertThat(table("t").indexes())
                .isEqualTo(Map.of(
                        "full_house",
                        new Index(
                                "full_house",
                                List.of(
                                        Part.column("a").desc().withNullsFirst(false),
                                        Part.expression("b || c").withOperatorClass("text_pattern_ops"),
                                        Part.expression("lower(b)").withCollation("C"),
                                        Part.column("c").withCollation("POSIX").withNullsFirst(true),
                                        Part.column("c"),
                                        Part.expression("lower(c)")),
                                true,
                                "btree",
                                List.of("d"),
                                "(a > 0) AND (b IS NOT NULL)",
                                false,
                                Map.of("fillfactor", "70"),
                                null,
                                null,
                                true),
                        "ix_json",
                        Index.of("ix_json", List.of("d"))
                                .withMethod("gin")
                                .withParts(List.of(Part.column("d").withOperatorClass("jsonb_path_ops")))
                                .withComment("paths")));
    }

    @Test
    void reads_an_index_that_was_left_invalid() {
        database.execute("create table t (a int)", "insert into t values (1), (1)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently ix on t (a)"));

        assertThat(table("t").indexes().values()).extracting(Index::valid).containsExactly(false);
    }

    @Test
    void reads_the_options_of_tables() {
        database.execute(
                "create unlogged table plain (a int, b text) with (fillfactor = 50, toast.autovacuum_enabled = false)",
                "comment on table plain is 'simple'",
                "create table child (c int) inherits (plain)",
                "create table measure (at date not null, v int, constraint pk_measure primary key (at)) partition by range (at)",
                "create index ix_measure_v on measure (v)",
                "create table measure_2026 partition of measure for values from ('2026-01-01') to ('2027-01-01')");

        Table plain = table("plain");
        assertThat(plain.options())
                .isEqualTo(new Table.Options(
                        true, null, null, List.of(), Map.of("fillfactor", "50", "toast.autovacuum_enabled", "false")));
        assertThat(plain.comment()).isEqualTo("simple");
        assertThat(table("child").options().inherits()).containsExactly(ObjectName.of("plain"));
        assertThat(table("measure").options().partitionBy()).isEqualTo("RANGE (at)");
        assertThat(table("measure_2026"))
                .isEqualTo(new Table(
                        ObjectName.of("measure_2026"),
                        table("measure").columns(),
                        Map.of(),
                        Map.of(),
                        new Table.Options(
                                false,
                                null,
                                null,
                                List.of(),
                                Map.of(),
                                new Table.Partition(
                                        ObjectName.of("measure"), "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")),
                        null));
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

        Schema schema = inspected();
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
                                new DefaultValue.Number(BigDecimal.ZERO),
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
                        new Grant(Grantable.SEQUENCE, ObjectName.of("s"), "usage", "public"),
                        new Grant(Grantable.TABLE, ObjectName.of("t"), "insert", clerk.user()),
                        new Grant(Grantable.TABLE, ObjectName.of("t"), "select", clerk.user()));
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
                .isEqualTo(Schema.empty("public")
                        .withSchemas(Set.of("ext", "public"))
                        .withExtensions(Map.of("pg_trgm", new Extension("pg_trgm", "ext"))));
    }

    @Test
    void names_objects_of_the_default_schema_without_it() {
        database.execute("create schema tax", "create table tax.levy (a int)", "create table other (a int)");

        Schema schema = Inspection.read(database.jdbc(), Scope.all().withDefaultSchema("tax"));

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

            Schema schema = Inspection.read(connection, Scope.of("public").withDefaultSchema("public"));

            assertThat(schema.tables().get(ObjectName.of("t")))
                    .isEqualTo(Table.of(ObjectName.of("t"), List.of(Column.of("a", ColumnType.parse("integer")))));
        }
    }

    @Test
    void without_a_default_schema_there_is_an_error_and_a_remedy() throws SQLException {
        try (Connection connection = database.connection()) {
            connection.createStatement().execute("set search_path = nowhere");

            assertThatThrownBy(() -> Inspection.read(connection, Scope.all()))
                    .isInstanceOf(MigrateException.class)
                    .hasMessageContaining("search_path");
        }
    }

    private Table table(String name) {
        return inspected().catalog().table(name).orElseThrow();
    }

    private Schema inspected() {
        return Inspection.read(database.jdbc(), Scope.all());
    }
}
