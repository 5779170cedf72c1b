package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers and writers while a safe form runs, with a long transaction in its way. */
class SafeFormTrafficTest {

    private static final String LONG_TRANSACTION = "select count(*) from property cross join district";

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    static List<SafeFormCase> cases() {
        return SafeFormCase.all();
    }

    private static MigratorSettings settings(long millis) {
        Duration limit = Duration.ofMillis(millis);
        return MigratorSettings.DEFAULT.withRetry(
                RetrySettings.DEFAULT.withLockTimeout(limit, limit).withBackoff(Duration.ofMillis(20), limit));
    }

    /** Without an end of its own, the wait of the step would last as long as the long transaction: until after the reader. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void who_queues_behind_a_waiting_step_goes_on_before_the_long_transaction_ends(SafeFormCase given)
            throws Exception {
        begin(given);
        try (Connection longOne = database.connection()) {
            longOne.setAutoCommit(false);
            execute(longOne, LONG_TRANSACTION);
            CompletableFuture<Void> run = upgrade(given, 150);
            while (!run.isDone() && !isWaiting()) {
                Thread.onSpinWait();
            }
            if (!run.isDone()) {
                read();
                write();
            }
            longOne.rollback();
            run.get(60, TimeUnit.SECONDS);
        }
        assertThat(Revisions.migrator(database.dataSource(), base("a1", op -> {}), after("a1", "b2", given::safely))
                        .upgrade()
                        .revisions())
                .isEmpty();
    }

    /** Of not null, the check is added, and cannot be validated. */
    @Test
    void who_queues_behind_a_downgrade_of_a_part_goes_on_before_the_long_transaction_ends() throws Exception {
        SafeFormCase given = SafeFormCase.all().stream()
                .filter(c -> c.name().equals("not null"))
                .findFirst()
                .orElseThrow();
        begin(given);
        database.execute("update property set owner = null where id = 8");
        assertThatThrownBy(() -> migrator(given, 150).upgrade()).hasMessageContaining("[23514]");
        try (Connection longOne = database.connection()) {
            longOne.setAutoCommit(false);
            execute(longOne, LONG_TRANSACTION);
            CompletableFuture<Void> run =
                    CompletableFuture.runAsync(() -> migrator(given, 150).downgrade("a1"));
            while (!run.isDone() && !isWaiting()) {
                Thread.onSpinWait();
            }
            assertThat(run).isNotDone();
            read();
            write();
            longOne.rollback();
            run.get(60, TimeUnit.SECONDS);
        }
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_constraint where conname like '%levymaster'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** The figures of docs/safety.md: the longest that a reader or a writer waited, in milliseconds. */
    @Test
    @Tag("nightly")
    void the_longest_wait_is_the_lock_timeout_and_a_tenth() throws Exception {
        for (SafeFormCase given : SafeFormCase.all()) {
            begin(given);
            AtomicBoolean over = new AtomicBoolean();
            long longest;
            try (Connection longOne = database.connection()) {
                longOne.setAutoCommit(false);
                execute(longOne, LONG_TRANSACTION);
                CompletableFuture<Void> run = upgrade(given, 1000);
                CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> longestRead(over));
                run.copy().completeOnTimeout(null, 3, TimeUnit.SECONDS).join();
                longOne.rollback();
                over.set(true);
                longest = reader.join();
                run.get(60, TimeUnit.SECONDS);
            }
            System.out.println("| " + given.name() + " | " + longest + " |");
        }
    }

    private static long longestRead(AtomicBoolean over) {
        long longest = 0;
        while (!over.get()) {
            long start = System.nanoTime();
            read();
            longest = Math.max(longest, System.nanoTime() - start);
        }
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    private static void begin(SafeFormCase given) {
        database.empty();
        Revisions.migrator(database.dataSource(), base("a1", op -> {})).upgrade();
        database.execute(given.given());
    }

    private static CompletableFuture<Void> upgrade(SafeFormCase given, long lockTimeout) {
        return CompletableFuture.runAsync(() -> migrator(given, lockTimeout).upgrade());
    }

    private static Migrator migrator(SafeFormCase given, long lockTimeout) {
        return Revisions.migrator(
                database.dataSource(), settings(lockTimeout), base("a1", op -> {}), after("a1", "b2", given::safely));
    }

    private static boolean isWaiting() {
        return database.jdbc()
                        .sql("select count(*) from pg_locks where not granted")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static void read() {
        traffic("select count(*) from (select from property limit 1) p, (select from district limit 1) d");
    }

    private static void write() {
        traffic("update property set id = id where id = 7");
        traffic("update district set name = name where id = 1");
    }

    /** Fails instead of waiting as long as the long transaction takes. */
    private static void traffic(String sql) {
        try (Connection connection = database.connection()) {
            execute(connection, "set statement_timeout = '20s'");
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
