package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.LockTimeoutException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import com.levymaster.migrate.testing.UnqualifiedSql;
import com.levymaster.migrate.testing.WireProxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What each command really sends: nothing but the SQL of the revisions is resolved by the search path. */
@Tag("row-46")
class SentSqlTest {

    private static final String UPDATE = "update county set label = upper(label) where number = 1";
    private static final String FORGET = "delete from levymaster_version where revision = 'r4'";
    private static final Set<String> MODEL = Set.of("county", "district", "strange");
    private static final LockSettings LOCK = new LockSettings(Duration.ofMillis(1300), Duration.ofMillis(100), 4711L);

    private static final List<Consumer<Operations>> BODIES =
            List.of(SentSqlTest::tables, SentSqlTest::guarded, SentSqlTest::outsideTransaction, SentSqlTest::objects);

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @AutoClose
    private final WireProxy proxy = WireProxy.before(database);

    private final Login login = database.role();
    private final DataSource dataSource = new DriverManagerDataSource(proxy.url(), login.user(), login.password());
    private final List<RevisionDefinition> revisions = List.of(
            base("r1", BODIES.get(0)),
            after(
                    "r1",
                    "r2",
                    BODIES.get(1),
                    op -> op.table("district").ifExists().drop()),
            after("r2", "r3", BODIES.get(2)),
            after("r3", "r4", BODIES.get(3)));
    private final Set<String> author = new LinkedHashSet<>(List.of(UPDATE, FORGET));

    @BeforeEach
    void readTheSqlOfTheRevisions() {
        database.execute("grant all on schema public to " + login.user());
        Dialect dialect = Dialect.postgresql(database.version() * 10000);
        DatabaseSchema schema = DatabaseSchema.empty("public");
        for (Consumer<Operations> body : BODIES) {
            for (Operation operation : OperationList.leaves(Compiled.said(body)).toList()) {
                DatabaseSchema before = schema;
                schema = operation.applyTo(schema);
                DatabaseSchema behind = schema;
                Stream.concat(
                                dialect.compile(operation, () -> before).stream(),
                                dialect.compile(operation.inverse(), () -> behind).stream())
                        .map(SqlStatement::sql)
                        .forEach(author::add);
            }
        }
    }

    private static void tables(Operations op) {
        op.createTable("county", t -> {
            t.column("number", integer()).notNull();
            t.column("label", text()).defaultValue("none");
            t.primaryKey("pk_county").on("number");
            t.check("ck_county").that("number > 0 and label <> ''");
        });
        op.insert("county").columns("number", "label").row(1, "one").keyedBy("number");
    }

    private static void guarded(Operations op) {
        op.idempotent(once ->
                once.createTable("district", t -> t.column("id", bigint()).identity()));
        op.table("county").column("note").ifNotExists(text());
        if (op.inspector().hasTable("county")) {
            op.data("upper case", jdbc -> jdbc.sql(UPDATE).update())
                    .reversedBy(jdbc -> jdbc.sql(UPDATE).update());
        }
    }

    private static void outsideTransaction(Operations op) {
        op.autocommit(() ->
                op.alterTable("county", t -> t.addIndex("ix_county").on("label").concurrently()));
        op.savepoint("attempt", () -> op.alterTable("county", t -> t.addColumn("extra", text())), () -> {});
    }

    private static void objects(Operations op) {
        op.types().createEnum("mood", "good", "bad");
        op.sequences().create("ticket");
        op.views().create("labels", "select label || 'x' as label from county where number in (1, 2)");
        op.setLocal("search_path", "public");
    }

    private Migrator migrator(RevisionDefinition... more) {
        return Migrator.builder(dataSource)
                .scripts(Stream.concat(revisions.stream(), Stream.of(more)).toList())
                .settings(IMPATIENT.withLock(LOCK))
                .build();
    }

    @Test
    void an_upgrade_and_a_downgrade() {
        migrator().upgrade();
        login("alter table levymaster_history drop column guards");
        migrator().dataLosses(migrator().previewDowngrade("base"));
        migrator().downgrade("base");
        login("drop table levymaster_version, levymaster_history");
        migrator().upgrade("r2");

        assertNothingUnqualified();
    }

    @Test
    void an_upgrade_with_a_lock_for_each_transaction() {
        Migrator migrator = migrator();
        migrator.withSettings(IMPATIENT.withLock(LOCK.withMode(LockSettings.Mode.TRANSACTION)))
                .upgrade("r2");

        assertNothingUnqualified();
    }

    @Test
    void questions_and_repairs() {
        migrator().upgrade();
        migrator().status();
        migrator().validate();
        migrator().editedRevisions();
        migrator().unfinishedRevisions();
        migrator().isUpToDate();
        migrator().awaitUpgrade(Duration.ZERO);
        migrator().history();
        migrator().history(new HistoryQuery(0, 5, HistoryEvent.UPGRADE, "r1"));
        login("alter table county add n integer default 1", "insert into county values (2)");
        assertThatThrownBy(() -> login("create unique index concurrently broken on county (n)"));
        login("delete from county where number = 2");
        migrator().repair();
        migrator().stamp("r2");
        migrator().stampPurging("r1");

        assertNothingUnqualified();
    }

    @Test
    void a_comparison_with_the_model() {
        migrator().upgrade();
        DatabaseSchema desired = OperationList.apply(
                Compiled.said(op -> op.createTable("county", t -> {
                    t.column("number", integer()).notNull().defaultSql("1 + 2");
                    t.column("label", varchar(20)).notNull().defaultValue("some");
                    t.column("plus", integer()).notNull();
                    t.column("stored", integer()).generatedStored("number + 1");
                    t.primaryKey("pk_county").on("number");
                    t.check("ck_more").that("number between 1 and 9");
                    t.index("ix_lower").onExpression("lower(label)");
                })),
                DatabaseSchema.empty("public"));
        migrator().compareEntities(DesiredModel.of(desired), AutogenerateOptions.DEFAULT);

        assertNothingUnqualified();
    }

    @Test
    void failures_and_obstacles() throws SQLException {
        migrator().upgrade();
        RevisionDefinition forgets = after(
                "r4", "r5", op -> op.data("forget", jdbc -> jdbc.sql(FORGET).update()));
        RevisionDefinition changes =
                after("r4", "r5", op -> op.alterTable("county", t -> t.addColumn("late", bigint())));
        assertThatThrownBy(migrator(forgets)::upgrade).isInstanceOf(RevisionFailedException.class);
        try (Connection other = login.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table county");
            assertThatThrownBy(migrator(changes)::upgrade).hasMessageContaining("In the way");
            statement.execute("select pg_advisory_lock(4711)");
            assertThatThrownBy(migrator(changes)::upgrade).isInstanceOf(LockTimeoutException.class);
        }

        assertNothingUnqualified();
    }

    @Test
    void an_offline_script() throws SQLException {
        RevisionDefinition first = revisions.get(0);
        Migrator migrator = Migrator.builder(dataSource).scripts(List.of(first)).build();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(migrator.scriptUpgrade("head"));
            statement.execute(migrator.scriptDowngrade("r1:base"));
            statement.execute("drop table levymaster_version, levymaster_history");
            statement.execute(migrator.scriptStamp("r1"));
            statement.execute(migrator.scriptStamp("r1:base"));
        }
        author.add("drop table levymaster_version, levymaster_history");

        assertNothingUnqualified();
    }

    @Test
    void the_tables_of_others() {
        database.execute("create table strange (id int)");
        RevisionDefinition changes = base("s1", op -> op.alterTable("strange", t -> t.addColumn("late", bigint())));
        Migrator migrator =
                Migrator.builder(dataSource).scripts(List.of(changes)).build();
        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("strange");

        assertNothingUnqualified();
    }

    private void login(String... statements) {
        try (Connection connection = login.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertNothingUnqualified() {
        List<String> longestFirst = author.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        List<String> violations = new ArrayList<>();
        Set<String> sent = new LinkedHashSet<>(proxy.take().statements());
        for (String statement : sent) {
            // a query in the terms of the author, for which pg_catalog is first in the search path
            String ours = statement.replaceFirst("(?s)count\\(\\*\\) from \\(.*\\) as matching$", "count(*)");
            for (String sql : longestFirst) {
                ours = ours.replace(sql, "");
            }
            for (String violation : UnqualifiedSql.in(ours, MODEL)) {
                violations.add(violation + " in: " + ours);
            }
        }
        assertThat(sent).hasSizeGreaterThan(5);
        assertThat(violations).isEmpty();
    }
}
