package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Waits between the batches of a backfill: for a pause, the replicas, and the gates of the application. */
final class BackfillPacing {

    private static final Log log = LogFactory.getLog(BackfillPacing.class);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    /** Of a replica that has caught up and of an idle server, the lag is null. */
    private static final String LAG = "select pg_catalog.max(pg_catalog.date_part('epoch', replay_lag)),"
            + " pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'usage') from pg_catalog.pg_stat_replication";

    private final Connection connection;
    private final BackfillSettings settings;
    private final Duration pause;

    BackfillPacing(Connection connection, BackfillSettings settings, @Nullable Duration pause) {
        this.connection = connection;
        this.settings = settings;
        this.pause = pause == null ? settings.pause() : pause;
    }

    /** @throws MigrationException if replicas or gates still ask to wait when the time of the settings is over */
    void await() throws SQLException, InterruptedException {
        long start = System.nanoTime();
        boolean logged = false;
        for (Optional<String> reason = reason(); reason.isPresent(); reason = reason()) {
            String text = PrintableText.line(reason.get());
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(settings.maxWait()) >= 0) {
                throw new MigrationException(
                        "The backfill has waited for " + settings.maxWait().toSeconds()
                                + " s (levymaster.migrate.backfill.max-wait) before its next batch: " + text + ".",
                        "run it again when that is over; it continues with the next batch.");
            }
            if (!logged) {
                log.info("The backfill waits before its next batch: " + text);
                logged = true;
            }
            Duration left = settings.maxWait().minus(waited);
            Thread.sleep(Math.max(1, Math.min(BETWEEN_QUESTIONS.toMillis(), left.toMillis())));
        }
    }

    void pause() throws InterruptedException {
        if (!pause.isZero()) {
            Thread.sleep(pause.toMillis());
        }
    }

    private Optional<String> reason() throws SQLException {
        for (BackfillGate gate : settings.gates()) {
            Optional<String> reason = gate.reasonToWait();
            if (reason.isPresent()) {
                return reason;
            }
        }
        Duration most = settings.maxReplicationLag();
        return most == null ? Optional.empty() : lag(most);
    }

    private Optional<String> lag(Duration most) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAG)) {
            row.next();
            double seconds = row.getDouble(1);
            if (!row.getBoolean(2)) {
                throw new MigrationException(
                        "levymaster.migrate.backfill.max-replication-lag is set, but the role may not read how far replicas lag"
                                + " behind.",
                        "grant it pg_read_all_stats, or remove the setting.");
            }
            return seconds * 1000 > most.toMillis()
                    ? Optional.of("a replica lags " + Math.round(seconds * 1000) + " ms behind, more than "
                            + most.toMillis() + " ms")
                    : Optional.empty();
        }
    }
}
