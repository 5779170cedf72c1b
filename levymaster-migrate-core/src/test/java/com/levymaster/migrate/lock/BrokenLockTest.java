package com.levymaster.migrate.lock;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.reliability.KillRounds;
import com.levymaster.migrate.reliability.OverlapDetector;
import com.levymaster.migrate.reliability.ProcessFault;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The detector of overlaps must see them where there are some: with locks that are deliberately wrong. A test that
 * passes on these proves nothing.
 */
@Tag("row-29")
class BrokenLockTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        OverlapDetector.prepare(database);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void a_lock_on_a_connection_of_its_own_is_found_out() {
        runWhileTheLockIsLost(BrokenLock.APART.on(database.dataSource()));

        assertThat(OverlapDetector.wasSeen(database)).isTrue();
    }

    @Test
    void a_lock_on_the_connection_that_works_stands_the_same_test() {
        runWhileTheLockIsLost(database.dataSource());

        assertThat(OverlapDetector.wasSeen(database)).isFalse();
    }

    @Test
    void a_lock_that_is_waited_for_in_the_server_is_found_out() throws InterruptedException {
        Throwable failure = buildAnIndexWhileAnotherWaits(BrokenLock.BLOCKING.on(database.dataSource()));

        assertThat(failure).isInstanceOf(RevisionFailedException.class).hasMessageContaining("[40P01]");
    }

    @Test
    void a_lock_that_is_polled_stands_the_same_test() throws InterruptedException {
        assertThat(buildAnIndexWhileAnotherWaits(database.dataSource())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "APART, TERMINATE, two were at work at once",
        "BLOCKING, NONE, deadlock detected \\[40P01\\]",
        "LATE, KILL, relation \"t1\" already exists   \\[42P07\\]|has lost rows"
    })
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void the_kill_test_fails_with_each_wrong_lock(BrokenLock lock, ProcessFault fault, Pattern symptom)
            throws Exception {
        try (KillRounds kill = new KillRounds(lock)) {
            String wrong = "";
            for (int i = 0; !symptom.matcher(wrong).find() && i < 50; i++) {
                wrong = kill.round(i, fault);
            }
            assertThat(wrong).containsPattern(symptom);
        }
    }

    /** Whoever has the lock loses its session; whoever comes next starts while the first may still be at work. */
    private void runWhileTheLockIsLost(DataSource dataSource) {
        AtomicBoolean first = new AtomicBoolean(true);
        RevisionDefinition[] revisions = {
            OverlapDetector.guarded(
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
        migrator(dataSource, OverlapDetector.guarded(null, "a1", op -> op.execute("create table t (id int)")))
                .upgrade();
    }

    private @Nullable Throwable buildAnIndexWhileAnotherWaits(DataSource dataSource) throws InterruptedException {
        AtomicBoolean once = new AtomicBoolean(true);
        Thread[] waiting = new Thread[1];
        RevisionDefinition[] revisions = {
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
}
