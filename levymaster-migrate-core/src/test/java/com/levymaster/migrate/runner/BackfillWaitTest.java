package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.slf4j.LoggerFactory;

/** A backfill that is asked to wait, and is not told when to go on. */
class BackfillWaitTest extends BackfillTestCase {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void recordLog() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void stopRecording() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    @Test
    void a_gate_that_never_opens_is_named_and_the_interrupted_run_resumes_after_what_is_committed() {
        AtomicInteger asked = new AtomicInteger();
        Migrator closed = waiting(null, () -> {
            if (asked.incrementAndGet() == 1) {
                return Optional.empty();
            }
            Thread.currentThread().interrupt();
            return Optional.of("the offices are open");
        });

        assertInterrupted(closed);

        assertThat(waits()).containsExactly("The backfill waits before its next batch: the offices are open");
        assertThat(values("select count(*) from p where n = 1")).containsExactly("5");
        assertResumes();
    }

    @Test
    void a_replica_that_never_catches_up_is_named_and_the_interrupted_run_resumes_when_it_is_gone()
            throws SQLException {
        Migrator lagging = waiting(Duration.ZERO, () -> {
            Thread.currentThread().interrupt();
            return Optional.empty();
        });
        try (Connection replica = replica();
                PGReplicationStream stream = replica.unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .physical()
                        .withStartPosition(position())
                        .start()) {
            lag(stream);

            assertInterrupted(lagging);
        }

        assertThat(waits()).singleElement().asString().contains("a replica lags ", " ms behind, more than 0 ms");
        assertThat(values("select count(*) from p where n = 1")).containsExactly("0");
        assertResumes();
    }

    private Migrator waiting(@Nullable Duration lag, BackfillGate gate) {
        return migrator(
                database.dataSource(),
                IMPATIENT.withBackfill(new BackfillSettings(Duration.ZERO, lag, HOUR, List.of(gate))),
                base("a1", INCREMENT));
    }

    private static void assertInterrupted(Migrator migrator) {
        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("Error: The run was asked to end.")
                .hasMessageContaining("the next run continues with the next batch.")
                .hasMessageContaining("What to do: start again: the next run resumes from here.");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(migrator.history()).extracting(HistoryEntry::event).doesNotContain(HistoryEvent.FAILURE);
    }

    /** Each row is counted up once, also those of the interrupted run. */
    private void assertResumes() {
        migrator(database.dataSource(), base("a1", INCREMENT)).upgrade();
        assertThat(values("select distinct n from p")).containsExactly("1");
    }

    private List<String> waits() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains("waits before its next batch"))
                .toList();
    }

    private Connection replica() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("replication", "true");
        properties.setProperty("assumeMinServerVersion", "13");
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(database.url(), properties);
    }

    private LogSequenceNumber position() {
        return LogSequenceNumber.valueOf(
                values("select pg_current_wal_flush_lsn()").get(0));
    }

    /** Applies what is written before its last write, and nothing more. */
    private void lag(PGReplicationStream stream) throws SQLException {
        while (values("select 1 from pg_stat_replication where replay_lag > interval '0'")
                .isEmpty()) {
            database.execute("insert into p (id) values (100)", "delete from p where id = 100");
            stream.read();
            database.execute("insert into p (id) values (100)", "delete from p where id = 100");
            stream.setFlushedLSN(stream.getLastReceiveLSN());
            stream.setAppliedLSN(stream.getLastReceiveLSN());
            stream.forceUpdateStatus();
        }
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("com.levymaster.migrate");
    }
}
