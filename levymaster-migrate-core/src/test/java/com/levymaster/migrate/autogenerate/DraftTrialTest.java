package com.levymaster.migrate.autogenerate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trials of drafts: what they find, and what they leave as it was. */
class DraftTrialTest {

    private static final AutogenerateOptions EVERYTHING =
            AutogenerateOptions.DEFAULT.includingUnmapped().allowingDestructive();

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void a_draft_is_tried_and_leaves_the_database_as_it_was() throws SQLException {
        database.execute(
                "create table county (id bigint primary key, name text)",
                "insert into county values (1, 'a'), (2, 'a')");
        DatabaseSchema before = inspect();
        Consumer<Operations> unique = op -> op.createTable("county", t -> {
            t.column("id", bigint()).identity();
            t.column("name", text());
            t.primaryKey("pk_county").on("id");
            t.unique("uq_name").on("name");
        });
        Consumer<Operations> missingExtension = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("name", nativeType("topogeometry"));
            t.primaryKey("pk_county").on("id");
        });

        Comparison remarked = tried(unique);
        assertThat(remarked.upgrade())
                .extracting(ReviewedOperation::review)
                .anyMatch(review ->
                        review.contains("PostgreSQL refused this step when the draft was tried: could not create"
                                + " unique index \"uq_name\" [23505]"));
        assertThatThrownBy(() -> tried(missingExtension))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("would fail at step 1 of 2: create extension postgis_topology")
                .hasMessageContaining("\"postgis_topology\" is not available")
                .hasMessageContaining("install the extension on the server")
                .hasMessageContaining("--no-try");
        database.execute("delete from county where id = 2");
        assertThat(tried(unique).upgrade())
                .extracting(ReviewedOperation::review)
                .noneMatch(r -> r.contains("refused"));
        assertThat(inspect()).isEqualTo(before);
    }

    @Test
    void a_pool_keeps_its_connection_when_the_server_does_not_support_a_step() throws SQLException {
        Consumer<Operations> model = op -> op.createTable("county", t -> t.column("id", bigint()));
        Comparison unsupported = compare(model)
                .withUpgrade(List.of(ReviewedOperation.of(
                        new ExecuteSql("do 'begin raise sqlstate ''0A000'' using message = ''no''; end'", null))));
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database.dataSource());
            try (Connection connection = pool.getConnection()) {
                assertThatThrownBy(() -> new Autogenerate(AutogenerateOptions.DEFAULT)
                                .attempt(
                                        unsupported,
                                        DesiredModel.of(AutogenerateTest.schema(model)),
                                        connection,
                                        made -> made))
                        .hasMessageContaining("no [0A000]");
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.isClosed()).isFalse();
            }
        }
    }

    @Test
    void a_draft_that_cannot_be_tried_is_reported_in_one_line() throws SQLException {
        database.execute("create table county (id bigint primary key)");
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("name", text());
            t.primaryKey("pk_county").on("id");
        });
        DesiredModel desired = DesiredModel.of(AutogenerateTest.schema(model));
        Autogenerate autogenerate = new Autogenerate(AutogenerateOptions.DEFAULT);
        Comparison drafted = compare(model);

        try (Connection other = database.connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select * from county");
            assertThat(tried(model).warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The draft was not tried, or only in part: canceling statement due to lock timeout");
            other.rollback();
        }
        try (Connection readOnly = database.connection()) {
            readOnly.setReadOnly(true);
            assertThat(autogenerate
                            .attempt(drafted, desired, readOnly, made -> made)
                            .warnings())
                    .singleElement()
                    .asString()
                    .contains("read-only transaction");
        }
        try (Connection withoutRights = database.connection()) {
            withoutRights.createStatement().execute("set role pg_read_all_data");
            assertThat(autogenerate
                            .attempt(drafted, desired, withoutRights, made -> made)
                            .warnings())
                    .singleElement()
                    .asString()
                    .contains("must be owner of table county [42501]");
        }
        DatabaseSchema before = inspect();
        List<ReviewedOperation> dying = new ArrayList<>(drafted.upgrade());
        dying.add(ReviewedOperation.of(new ExecuteSql("select pg_terminate_backend(pg_backend_pid())", null)));
        try (Connection broken = database.connection()) {
            assertThat(autogenerate
                            .attempt(drafted.withUpgrade(dying), desired, broken, made -> made)
                            .warnings())
                    .singleElement()
                    .asString()
                    .endsWith("[57P01]");
        }
        assertThat(inspect()).isEqualTo(before);
        assertThat(new Autogenerate(AutogenerateOptions.DEFAULT.untried())
                        .attempt(drafted, desired, database.connection(), made -> made))
                .isSameAs(drafted);
    }

    @Test
    void a_trial_that_takes_too_long_says_that_the_database_is_large_or_busy() throws SQLException {
        database.execute("create table county (id bigint primary key)");
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("name", text());
            t.primaryKey("pk_county").on("id");
        });
        List<ReviewedOperation> slow = new ArrayList<>(compare(model).upgrade());
        slow.add(ReviewedOperation.of(new ExecuteSql("set local statement_timeout = 1", null)));
        slow.add(ReviewedOperation.of(new ExecuteSql("select pg_sleep(60)", null)));
        DatabaseSchema before = inspect();

        assertThat(attempted(model, slow).warnings())
                .containsExactly("The database is large or busy: the draft was not tried further.");
        assertThat(inspect()).isEqualTo(before);
    }

    @Test
    void a_database_that_is_read_only_is_compared_and_says_that_the_draft_was_not_tried() throws SQLException {
        database.execute("create table county (id bigint primary key)");
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("name", text()).defaultSql("lower('A')");
            t.primaryKey("pk_county").on("id");
        });
        DesiredModel desired = DesiredModel.of(AutogenerateTest.schema(model));
        try (Connection connection = database.connection()) {
            connection.createStatement().execute("set default_transaction_read_only = on");
            Autogenerate autogenerate = new Autogenerate(EVERYTHING);

            Comparison comparison =
                    autogenerate.attempt(autogenerate.compare(desired, connection), desired, connection, made -> made);

            assertThat(comparison.operations()).hasSize(1);
            assertThat(comparison.warnings())
                    .filteredOn(warning -> warning.startsWith("The draft was not tried"))
                    .singleElement()
                    .asString()
                    .contains("read-only transaction [25006]");
        }
    }

    @Test
    void a_refusal_names_what_is_in_the_way() throws SQLException {
        database.execute(
                "create table county (id bigint primary key, a int, twice int generated always as (a * 2) stored,"
                        + " constraint ck check (a > 0))",
                "create index ix on county (id) where a > 1",
                "create view totals as select id, a from county group by id");
        Consumer<Operations> retyped = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("a", text());
            t.primaryKey("pk_county").on("id");
        });

        assertThatThrownBy(() -> attempted(
                        retyped,
                        List.of(ReviewedOperation.of(
                                new ExecuteSql("alter table county drop constraint county_pkey", null)))))
                .hasMessageContaining("[2BP01]\n  view totals depends on constraint county_pkey on table county");
        database.execute("drop view totals");
        List<ReviewedOperation> changes = compare(retyped).upgrade().stream()
                .filter(step -> step.operation() instanceof ChangeType)
                .toList();
        assertThat(changes).hasSize(1);
        assertThatThrownBy(() -> attempted(retyped, changes))
                .hasMessageContaining("would fail at step 1 of 1: change type of county.a to text")
                .hasMessageContaining("defined with the column: constraint ck, index ix, generated column twice");
    }

    private static Comparison attempted(Consumer<Operations> model, List<ReviewedOperation> upgrade)
            throws SQLException {
        DesiredModel desired = DesiredModel.of(AutogenerateTest.schema(model));
        try (Connection connection = database.connection()) {
            Autogenerate autogenerate = new Autogenerate(EVERYTHING);
            Comparison drafted = autogenerate.compare(desired, connection);
            return autogenerate.attempt(drafted.withUpgrade(upgrade), desired, connection, made -> made);
        }
    }

    private static Comparison compare(Consumer<Operations> model) {
        try (Connection connection = database.connection()) {
            return new Autogenerate(AutogenerateOptions.DEFAULT)
                    .compare(DesiredModel.of(AutogenerateTest.schema(model)), connection, actual -> actual);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Comparison tried(Consumer<Operations> model) throws SQLException {
        DesiredModel desired = DesiredModel.of(AutogenerateTest.schema(model));
        try (Connection connection = database.connection()) {
            Autogenerate autogenerate = new Autogenerate(EVERYTHING);
            return autogenerate.attempt(autogenerate.compare(desired, connection), desired, connection, made -> made);
        }
    }

    private static DatabaseSchema inspect() throws SQLException {
        try (Connection connection = database.connection()) {
            return DatabaseInspector.read(connection, InspectionScope.all());
        }
    }
}
