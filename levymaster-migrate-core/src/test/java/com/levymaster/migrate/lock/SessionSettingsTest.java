package com.levymaster.migrate.lock;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.reliability.RotatingPooler;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the session of a run is made to be, and that it is given back as it was. Named after the fault matrix. */
class SessionSettingsTest {

    private static final String SETTINGS = "select name, setting from pg_settings where name in ('application_name',"
            + " 'search_path', 'statement_timeout', 'lock_timeout', 'idle_session_timeout', 'transaction_timeout',"
            + " 'idle_in_transaction_session_timeout', 'default_transaction_isolation', 'tcp_user_timeout') order by 1";

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void an_empty_search_path_is_sufficient_if_all_names_have_a_schema() {
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + "options=-c%20search_path=";
        Migrator migrator = migrator(
                new DriverManagerDataSource(url, database.user(), database.password()),
                Revisions.IMPATIENT.withTables(TableNames.DEFAULT.withSchema("public")),
                base("a1", op -> op.inSchema("public").createTable("t", t -> t.column("id", Types.bigint()))));

        assertThat(migrator.upgrade().after()).containsExactly("a1");
        assertThat(migrator.upgrade().isEmpty()).isTrue();
    }

    @Test
    @Tag("row-22")
    @Tag("row-23")
    void timeouts_of_the_role_do_not_end_a_run() {
        Login login = owner();
        Set<String> timeouts = new TreeSet<>(Set.of(
                "idle_session_timeout",
                "idle_in_transaction_session_timeout",
                "statement_timeout",
                "lock_timeout",
                "transaction_timeout"));
        if (database.version() < 17) {
            timeouts.remove("transaction_timeout");
        }
        timeouts.forEach(timeout -> database.execute("alter role " + login.user() + " set " + timeout + " = '20s'"));
        List<String> seen = new ArrayList<>();
        RevisionDefinition looks = base("a1", op -> {
            op.data("look", jdbc -> seen.add(inForce(jdbc, timeouts)));
            op.autocommit(() -> op.data("look outside", jdbc -> seen.add(inForce(jdbc, timeouts))));
        });

        migrator(login.dataSource(), looks).upgrade();

        String none = timeouts.stream().map(timeout -> timeout + " = 0").collect(Collectors.joining(", "));
        String brief = Revisions.IMPATIENT.retry().lockTimeout().toMillis() + "ms";
        assertThat(seen).containsExactly(none.replace("lock_timeout = 0", "lock_timeout = " + brief), none);
    }

    private static String inForce(JdbcClient jdbc, Set<String> timeouts) {
        return timeouts.stream()
                .map(name -> name + " = "
                        + jdbc.sql("show " + name).query(String.class).single())
                .collect(Collectors.joining(", "));
    }

    @Test
    @Tag("row-27")
    @Tag("row-34")
    void isolation_and_autocommit_of_the_pool_are_overridden_and_restored() {
        try (HikariDataSource pool = pool()) {
            pool.setAutoCommit(false);
            pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
            pool.setConnectionInitSql("set statement_timeout = '77s'");
            List<String> seen = new ArrayList<>();
            RevisionDefinition looks = base("a1", op -> {
                op.data(
                        "look",
                        jdbc -> seen.add(jdbc.sql("show transaction_isolation")
                                .query(String.class)
                                .single()));
                op.execute("create table t (id int)");
                op.autocommit(() -> op.execute("create index concurrently ix_t on t (id)"));
            });

            migrator(pool, looks).upgrade();

            assertThat(seen).containsExactly("read committed");
            assertThat(JdbcClient.create(pool)
                            .sql("select current_setting('transaction_isolation') || ' ' ||"
                                    + " current_setting('statement_timeout')")
                            .query(String.class)
                            .single())
                    .isEqualTo("repeatable read 77s");
        }
    }

    @Test
    @Tag("row-33")
    void a_pool_of_one_connection_is_enough() {
        try (HikariDataSource pool = pool()) {
            assertThat(migrator(pool, table("a1", "t"), table("a1", "b2", "u"))
                            .upgrade()
                            .after())
                    .containsExactly("b2");
        }
    }

    @Test
    @Tag("row-61")
    void a_role_that_a_revision_takes_on_is_given_back_with_the_connection() {
        String other = database.role().user();
        RevisionDefinition takesOn = after("a1", "b2", op -> op.execute("set role " + other));
        try (HikariDataSource pool = pool()) {
            migrator(pool, table("a1", "t")).upgrade();
            database.execute("grant all on all tables in schema public to " + other);

            assertThat(migrator(pool, table("a1", "t"), takesOn).upgrade().after())
                    .containsExactly("b2");
            assertThat(JdbcClient.create(pool)
                            .sql("select current_user")
                            .query(String.class)
                            .single())
                    .isEqualTo(database.user());
        }
    }

    @Test
    @Tag("row-35")
    void the_next_borrower_finds_the_session_as_it_was_and_no_lock() {
        try (HikariDataSource pool = pool()) {
            JdbcClient next = JdbcClient.create(pool);
            List<Map<String, Object>> before = next.sql(SETTINGS).query().listOfRows();

            migrator(pool, table("a1", "t")).upgrade();
            assertThatThrownBy(
                            migrator(pool, table("a1", "t"), after("a1", "b2", op -> op.execute("nonsense")))::upgrade)
                    .isInstanceOf(RevisionFailedException.class);

            assertThat(next.sql(SETTINGS).query().listOfRows()).isEqualTo(before);
            assertThat(next.sql("select count(*) from pg_locks where locktype = 'advisory'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void the_run_bears_a_name_that_other_sessions_see() {
        List<String> names = new ArrayList<>();
        RevisionDefinition looks = base(
                "a1",
                op -> op.data(
                        "look",
                        jdbc -> names.add(jdbc.sql("show application_name")
                                .query(String.class)
                                .single())));

        migrator(database.dataSource(), looks).upgrade();

        assertThat(names)
                .singleElement()
                .asString()
                .startsWith("levymaster-migrate " + ProcessHandle.current().pid() + "@");
    }

    @Test
    @Tag("row-36")
    void a_transaction_pooler_is_refused_before_it_gets_a_lock() {
        assertThatThrownBy(migrator(new RotatingPooler(database), table("a1", "t"))::upgrade)
                .isInstanceOf(TransactionPoolerException.class)
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("lock.mode=transaction");
        assertThat(count("select count(*) from pg_locks where locktype = 'advisory'"))
                .isZero();
        assertThat(count("select count(*) from pg_tables where schemaname = 'public'"))
                .isZero();
    }

    @Test
    @Tag("row-36")
    void a_transaction_pooler_that_shows_itself_late_keeps_neither_lock_nor_settings() {
        RotatingPooler pooler = RotatingPooler.lazy(database);
        RunListener turning = new RunListener() {
            @Override
            public void afterRevision(RevisionReport report) {
                pooler.turn();
            }
        };

        assertThatThrownBy(migrator(pooler, table("a1", "t"), table("a1", "b2", "u"))
                        .withListener(turning)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("b2")
                .hasMessageContaining("the migration lock is no longer ours")
                .hasMessageContaining("lock.mode=transaction");

        await(
                "select count(*) = 0 from pg_stat_activity where application_name like 'levymaster-migrate %' and datname ="
                        + " current_database()");
        assertThat(count("select count(*) from pg_locks l join pg_database d on d.oid = l.database where locktype ="
                        + " 'advisory' and datname = current_database()"))
                .isZero();
        assertThat(migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))
                        .upgrade()
                        .after())
                .containsExactly("b2");
    }

    /** A session that is ended is gone a moment later. */
    private void await(String condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!database.jdbc().sql(condition).query(Boolean.class).single() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Tag("row-36")
    void a_transaction_pooler_is_served_by_the_lock_of_each_transaction() {
        RotatingPooler pooler = new RotatingPooler(database);
        var byTransaction = Revisions.IMPATIENT.withLock(com.levymaster.migrate.lock.LockSettings.DEFAULT.withMode(
                com.levymaster.migrate.lock.LockSettings.Mode.TRANSACTION));

        var migrator = migrator(pooler, byTransaction, table("a1", "t"), table("a1", "b2", "u"));

        assertThat(migrator.upgrade().after()).containsExactly("b2");
        assertThat(migrator.upgrade().isEmpty()).isTrue();
        assertThat(migrator.downgrade("base").after()).isEmpty();
        assertThat(count("select count(*) from pg_locks where locktype = 'advisory'"))
                .isZero();
    }

    @Test
    void with_the_lock_of_each_transaction_steps_outside_of_one_are_refused() {
        var byTransaction = Revisions.IMPATIENT.withLock(com.levymaster.migrate.lock.LockSettings.DEFAULT.withMode(
                com.levymaster.migrate.lock.LockSettings.Mode.TRANSACTION));
        RevisionDefinition outside = base("a1", op -> op.autocommit(() -> op.execute("vacuum")));

        assertThatThrownBy(migrator(database.dataSource(), byTransaction, outside)::upgrade)
                .hasMessageContaining("lock.mode=transaction")
                .hasMessageContaining("a1");
    }

    @Test
    void with_the_lock_of_each_transaction_an_isolation_is_refused() {
        var byTransaction = Revisions.IMPATIENT.withLock(com.levymaster.migrate.lock.LockSettings.DEFAULT.withMode(
                com.levymaster.migrate.lock.LockSettings.Mode.TRANSACTION));
        RevisionDefinition serializable = new RevisionDefinition(
                RevisionHeader.of("a1"),
                new RevisionOptions(true, Isolation.SERIALIZABLE, Set.of()),
                table("a1", "t").migration());

        assertThatThrownBy(migrator(database.dataSource(), byTransaction, serializable)::upgrade)
                .hasMessageContaining("lock.mode=transaction each transaction begins with the lock, when it is too late"
                        + " for an isolation, and these revisions have one: a1. Nothing was changed.")
                .hasMessageContaining("lock.mode=session");
        assertThat(count("select count(*) from pg_tables where schemaname = 'public'"))
                .isZero();
    }

    private HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(2000);
        return pool;
    }

    private Login owner() {
        Login login = database.role();
        database.execute("grant create on schema public to " + login.user());
        return login;
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
