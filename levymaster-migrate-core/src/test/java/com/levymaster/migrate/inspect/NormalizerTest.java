package com.levymaster.migrate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.Normalization.NormalizationError;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Index.Key;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NormalizerTest {

    private static final ObjectName LEVY = ObjectName.of("levy");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void what_means_the_same_as_in_the_database_becomes_equal_to_it() {
        database.execute(
                """
                create table levy (
                  id bigint primary key,
                  rate numeric(12, 6) default 0 not null,
                  name varchar(40) default 'new',
                  made timestamptz(3) default now(),
                  total numeric generated always as (rate * 2) stored,
                  constraint sane check (rate > 0 and id<10),
                  constraint apart exclude (name with =) where (rate > 1))
                """, "create index ix_levy on levy ((lower(name)) text_ops, made) where rate is not null and rate > 0");
        DatabaseSchema actual = inspected();
        DatabaseSchema desired = DatabaseSchema.empty("public")
                .with(Table.of(
                                LEVY,
                                List.of(
                                        Column.of("id", ColumnType.parse("int8"))
                                                .withNullable(false),
                                        Column.of("rate", ColumnType.parse("decimal(12,6)"))
                                                .withNullable(false)
                                                .withDefault(new DefaultValue.Expression("0::numeric")),
                                        Column.of("name", ColumnType.parse("varchar(40)"))
                                                .withDefault(new DefaultValue.Expression("'new'::varchar")),
                                        Column.of("made", ColumnType.parse("timestamptz(3)"))
                                                .withDefault(new DefaultValue.Expression("NOW( )")),
                                        Column.of("total", ColumnType.parse("numeric"))
                                                .withGenerated(new GenerationExpression("rate*2", true))))
                        .withConstraints(List.of(
                                Constraint.PrimaryKey.of("levy_pkey", List.of("id")),
                                Constraint.Check.of("sane", "rate > 0 AND id<10"),
                                new Constraint.Exclusion(
                                        "apart",
                                        "btree",
                                        List.of(new Constraint.Exclusion.Element("name", "=")),
                                        "rate>1",
                                        Constraint.Deferral.NOT_DEFERRABLE,
                                        null)))
                        .withIndexes(List.of(Index.of("ix_levy", List.of())
                                .withKeys(List.of(
                                        Key.expression("lower( name )").withOperatorClass("text_ops"),
                                        Key.column("made")))
                                .withWhere("rate is not null and rate>0"))));

        Normalization answer = normalized(desired);

        assertThat(answer).isEqualTo(new Normalization(actual, List.of(), null));
    }

    @Test
    void nothing_remains_of_it_and_the_transaction_goes_on() throws SQLException {
        database.execute("create table levy (a int, constraint c check (a > 0))");
        DatabaseSchema actual = inspected();
        DatabaseSchema desired = actual.with(levy(actual).withConstraint(Constraint.Check.of("c", "a>1")));
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("insert into levy values (7)");

            Normalizer.normalize(connection, desired, actual);

            connection.commit();
            connection.setAutoCommit(true);
            Normalizer.normalize(connection, desired, actual);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection
                            .createStatement()
                            .executeQuery("select from pg_class where relnamespace = pg_my_temp_schema()")
                            .next())
                    .isFalse();
        }
        assertThat(inspected()).isEqualTo(actual);
        assertThat(database.jdbc()
                        .sql("select a from levy")
                        .query(Integer.class)
                        .list())
                .containsExactly(7);
    }

    @Test
    void a_table_called_text_does_not_hide_the_type() {
        database.execute("create table text (a int)");
        Table wanted = inspected()
                .catalog()
                .table("text")
                .orElseThrow()
                .withConstraint(Constraint.Check.of("c", "a::text<>'1'"));

        Normalization answer = normalized(inspected().with(wanted));

        assertThat(answer.faults()).isEmpty();
        assertThat(answer.schema()
                        .catalog()
                        .table("text")
                        .orElseThrow()
                        .constraints()
                        .get("c"))
                .isEqualTo(Constraint.Check.of("c", "(a)::text <> '1'::text"));
    }

    @Test
    void what_the_server_does_not_understand_is_reported_and_the_rest_is_worded() {
        database.execute("create table levy (a int default 2, b int, constraint c check (a > 0))");
        Table now = levy(inspected());
        Table wanted = now.withConstraints(
                        List.of(Constraint.Check.of("c", "a > nothing"), Constraint.Check.of("d", "b<3")))
                .withColumn("a", column -> column.withDefault(new DefaultValue.Expression("now_and_then()")))
                .withColumn(Column.of("e", new ColumnType.UserDefined(ObjectName.of("no_such_type"), List.of())));

        Normalization answer = normalized(inspected().with(wanted));

        assertThat(answer.faults())
                .extracting(NormalizationError::describe)
                .containsExactly(
                        "levy, type of column e: type no_such_type does not exist (in: no_such_type)",
                        "levy, default of column a: function now_and_then() does not exist (in: now_and_then())",
                        "levy, check c: column \"nothing\" does not exist (in: a > nothing)");
        assertThat(levy(answer.schema()).constraints())
                .isEqualTo(
                        Map.of("c", Constraint.Check.of("c", "a > nothing"), "d", Constraint.Check.of("d", "b < 3")));
    }

    @Test
    void enums_domains_and_sequences_need_not_be_there_yet() {
        database.execute(
                "create type level as enum ('low')",
                "create domain rate as numeric check (value > 0)",
                "create table levy (a level, b rate, c int, d int)");
        ObjectName level = ObjectName.of("level");
        ObjectName mood = ObjectName.of("mood");
        ObjectName rate = ObjectName.of("rate");
        DatabaseSchema actual = inspected();
        DatabaseSchema desired = actual.with(EnumType.of(level, List.of("low", "high")))
                .with(EnumType.of(mood, List.of("good")))
                .with(new Domain(rate, ColumnType.parse("numeric"), true, null, Map.of("rate_check", "value>=0"), null))
                .with(Sequence.of(ObjectName.of("numbers"), SequenceOptions.DEFAULT))
                .with(levy(actual)
                        .withConstraint(Constraint.Check.of("ck", "a<>'high' and b>1"))
                        .withColumn(Column.of("m", new ColumnType.UserDefined(mood, List.of())))
                        .withColumn("c", c -> c.withDefault(new DefaultValue.Expression("nextval('numbers')")))
                        .withColumn("d", c -> c.withDefault(new DefaultValue.Expression("'7'"))));

        Normalization answer = normalized(desired);

        assertThat(answer.faults()).isEmpty();
        assertThat(answer.schema().domains())
                .isEqualTo(Map.of(
                        rate,
                        new Domain(
                                rate,
                                ColumnType.parse("numeric"),
                                true,
                                null,
                                Map.of("rate_check", "VALUE >= (0)::numeric"),
                                null)));
        Table table = levy(answer.schema());
        assertThat(table.constraints().get("ck"))
                .isEqualTo(Constraint.Check.of("ck", "(a <> 'high'::level) AND ((b)::numeric > (1)::numeric)"));
        assertThat(table.columns())
                .extracting(Column::type)
                .startsWith(new ColumnType.UserDefined(level, List.of()), new ColumnType.UserDefined(rate, List.of()));
        assertThat(table.columns())
                .extracting(Column::defaultValue)
                .containsExactly(
                        null,
                        null,
                        new DefaultValue.Expression("nextval('numbers'::regclass)"),
                        new DefaultValue.NumberLiteral(new BigDecimal("7")),
                        null);
    }

    @Test
    void types_of_other_schemas_on_the_search_path_are_found() throws SQLException {
        database.execute("create schema ext", "create domain ext.money_amount as numeric");
        DatabaseSchema desired = DatabaseSchema.empty("public")
                .with(Table.of(
                        LEVY,
                        List.of(
                                Column.of("a", ColumnType.parse("money_amount[]")),
                                Column.of("b", ColumnType.parse("ext.money_amount")),
                                Column.of("c", ColumnType.parse("numeric(5)")))));
        try (Connection connection = database.connection()) {
            connection.createStatement().execute("set search_path = public, ext");

            Normalization answer = Normalizer.normalize(
                    connection, desired, DatabaseInspector.read(connection, InspectionScope.of("public")));

            ColumnType amount = new ColumnType.UserDefined(ObjectName.of("ext", "money_amount"), List.of());
            assertThat(answer.faults()).isEmpty();
            assertThat(levy(answer.schema()).columns())
                    .extracting(Column::type)
                    .containsExactly(amount.array(), amount, ColumnType.parse("numeric(5,0)"));
        }
    }

    @Test
    void without_the_right_to_make_temporary_tables_the_caller_is_told() throws SQLException {
        TestDatabase.Login clerk = database.role();
        database.execute(
                "revoke temporary on database " + database.name() + " from public",
                "create table levy (a int, constraint c check (a > 0))");
        DatabaseSchema actual = inspected();
        DatabaseSchema desired = actual.with(Table.of(LEVY, List.of(Column.of("a", ColumnType.parse("int4"))))
                .withConstraint(Constraint.Check.of("c", "a>0")));
        try (Connection connection = clerk.dataSource().getConnection()) {
            Normalization answer = Normalizer.normalize(connection, desired, actual);

            assertThat(answer.schema()).isEqualTo(desired);
            assertThat(answer.faults()).isEmpty();
            assertThat(answer.degraded()).contains("permission denied to create temporary tables");
        }
    }

    @Test
    void the_number_of_round_trips_does_not_depend_on_the_number_of_tables() throws SQLException {
        database.execute("""
                do $$ begin for i in 1..50 loop
                  execute format('create table t_%s (a int, constraint c check (a > 0))', i);
                end loop; end $$
                """);
        DatabaseSchema actual = inspected();
        DatabaseSchema one = actual;
        DatabaseSchema all = actual;
        for (Table table : actual.tables().values()) {
            Table wanted = table.withConstraint(Constraint.Check.of("c", "a>1"));
            one = one.with(table.name().equals(ObjectName.of("t_1")) ? wanted : table);
            all = all.with(wanted);
        }
        try (Connection connection = database.connection()) {
            CountedConnection forOne = new CountedConnection(connection);
            Normalizer.normalize(forOne.connection(), one, actual);
            CountedConnection forAll = new CountedConnection(connection);
            Normalization answer = Normalizer.normalize(forAll.connection(), all, actual);

            assertThat(forAll.statements()).hasSameSizeAs(forOne.statements()).hasSize(8);
            assertThat(answer.schema().tables().values())
                    .extracting(table -> table.constraints().get("c"))
                    .containsOnly(Constraint.Check.of("c", "a > 1"));
        }
    }

    private Normalization normalized(DatabaseSchema desired) {
        try (Connection connection = database.connection()) {
            return Normalizer.normalize(connection, desired, DatabaseInspector.read(connection, InspectionScope.all()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Table levy(DatabaseSchema schema) {
        return schema.catalog().table(LEVY).orElseThrow();
    }

    /** Without the privileges that each database has from its creation. */
    private DatabaseSchema inspected() {
        DatabaseSchema schema = DatabaseInspector.read(database.jdbc(), InspectionScope.all());
        return schema.withSecurity(schema.security().withInitialGrants(Set.of(), Set.of()));
    }
}
