package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.script.Script;
import com.levymaster.migrate.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The detector of overlaps must see them where there are some: with locks that are deliberately wrong. A test that
 * passes on these proves nothing.
 */
class WrongLockTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        Overlap.prepare(database);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void a_lock_on_a_connection_of_its_own_is_found_out() {
        runWhileTheLockIsLost(WrongLock.onItsOwnConnection(database));

        assertThat(Overlap.wasSeen(database)).isTrue();
    }

    @Test
    void a_lock_on_the_connection_that_works_stands_the_same_test() {
        runWhileTheLockIsLost(database.dataSource());

        assertThat(Overlap.wasSeen(database)).isFalse();
    }

    @Test
    void a_lock_that_is_waited_for_in_the_server_is_found_out() throws InterruptedException {
        Throwable failure = buildAnIndexWhileAnotherWaits(WrongLock.blocking(database));

        assertThat(failure).isInstanceOf(RevisionFailedException.class).hasMessageContaining("[40P01]");
    }

    @Test
    void a_lock_that_is_polled_stands_the_same_test() throws InterruptedException {
        assertThat(buildAnIndexWhileAnotherWaits(database.dataSource())).isNull();
    }

    /** Whoever has the lock loses its session; whoever comes next starts while the first may still be at work. */
    private void runWhileTheLockIsLost(DataSource dataSource) {
        AtomicBoolean first = new AtomicBoolean(true);
        Script[] revisions = {
            Overlap.guarded(
                    null,
                    "a1",
                    op -> op.data("lose the lock", jdbc -> {
                        if (first.getAndSet(false)) {
                            database.execute(
                                    "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory'"
                                            + " and objsubid = 1 and database = (select oid from pg_database where datname ="
                                            + " current_database())");
                            runToItsEnd(() -> second(dataSource));
                        }
                    }))
        };
        runToItsEnd(() -> migrator(dataSource, revisions).upgrade());
    }

    /** Good or bad: what counts is what the detector has seen. */
    private static void runToItsEnd(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        Throwable end = catchThrowable(work);
        assertThat(end == null || end.getMessage() != null).isTrue();
    }

    private void second(DataSource dataSource) {
        migrator(dataSource, Overlap.guarded(null, "a1", op -> op.execute("create table t (id int)")))
                .upgrade();
    }

    private @Nullable Throwable buildAnIndexWhileAnotherWaits(DataSource dataSource) throws InterruptedException {
        AtomicBoolean once = new AtomicBoolean(true);
        Thread[] waiting = new Thread[1];
        Script[] revisions = {
            Revisions.base("a1", op -> {
                op.execute("create table t (id int)");
                op.data("let another wait for longer than a deadlock takes to be seen", jdbc -> {
                    if (once.getAndSet(false)) {
                        waiting[0] = new Thread(() -> runToItsEnd(() ->
                                migrator(dataSource, Revisions.table("a1", "t")).upgrade()));
                        waiting[0].start();
                        jdbc.sql("select pg_sleep(1.5)").query().singleValue();
                    }
                });
                op.autocommit(
                        () -> op.alterTable("t", t -> t.addIndex("ix").on("id").concurrently()));
            })
        };
        Throwable failure = catchThrowable(() -> migrator(dataSource, revisions).upgrade());
        waiting[0].join();
        return failure;
    }

    /** Our own lock, made wrong on its way to the server. */
    private static final class WrongLock {

        private static final String OURS = "select case when pg_catalog.pg_backend_pid()";

        static DataSource blocking(TestDatabase database) {
            return new RewritingDataSource(
                    database,
                    false,
                    sql -> sql.startsWith(OURS)
                            ? "select true from (select pg_advisory_lock(" + key(sql) + ")) l"
                            : sql);
        }

        static DataSource onItsOwnConnection(TestDatabase database) {
            return new RewritingDataSource(
                    database,
                    true,
                    sql -> sql.startsWith(OURS)
                            ? "select pg_try_advisory_lock(" + key(sql) + ")"
                            : sql.replaceAll(
                                    "exists \\(select from pg_catalog.pg_locks l where l.pid.*?current_database\\(\\)\\)\\)",
                                    "true"));
        }

        private static String key(String sql) {
            return sql.substring(sql.indexOf("advisory_lock(") + "advisory_lock(".length(), sql.indexOf(") end"));
        }
    }

    /** Kept here so that {@link Connection} is the only thing that a double has to be. */
    private static final class RewritingDataSource extends AbstractDataSource {

        private final TestDatabase database;
        private final boolean apart;
        private final UnaryOperator<String> rewrite;

        RewritingDataSource(TestDatabase database, boolean apart, UnaryOperator<String> rewrite) {
            this.database = database;
            this.apart = apart;
            this.rewrite = rewrite;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection work = database.connection();
            Connection lock = apart ? database.connection() : work;
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("createStatement")) {
                            return statement(work.createStatement(), lock.createStatement());
                        }
                        if (method.getName().equals("close") && apart) {
                            lock.close();
                        }
                        return call(method, work, arguments);
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        private Statement statement(Statement work, Statement lock) {
            return (Statement) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                        if (arguments != null && arguments.length == 1 && arguments[0] instanceof String sql) {
                            boolean locking = sql.contains("advisory_lock(") || sql.contains("advisory_unlock(");
                            return call(method, locking ? lock : work, new Object[] {rewrite.apply(sql)});
                        }
                        return call(method, work, arguments);
                    });
        }

        private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
