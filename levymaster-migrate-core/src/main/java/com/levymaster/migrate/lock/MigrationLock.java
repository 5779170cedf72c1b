package com.levymaster.migrate.lock;

import com.levymaster.migrate.error.MigrateException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A session advisory lock, polled from the client on the very connection that does the work, with no transaction open
 * between tries. A process that dies gives it back by dying; a session that waits inside of the server would make the
 * holder's {@code create index concurrently} die of a deadlock.
 */
public final class MigrationLock {

    private static final Log log = LogFactory.getLog(MigrationLock.class);

    private static final String TRY = "select pg_catalog.pg_try_advisory_lock(?)";
    private static final String UNLOCK = "select pg_catalog.pg_advisory_unlock(?)";
    private static final String HOLDER = """
            select l.pid, a.application_name, a.client_addr::text, a.backend_start
            from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
              and l.classid::bigint = ? and l.objid::bigint = ?""";

    private final LockSettings settings;
    private final long key;

    /** @param table the qualified name of the version table, from which the key is derived */
    public MigrationLock(LockSettings settings, String table) {
        this.settings = settings;
        this.key = settings.key() == null ? derived(table) : settings.key();
    }

    /** Work that is done under the lock. */
    @FunctionalInterface
    public interface Work<T> {

        /** @param waited how long the lock was waited for */
        T run(Duration waited) throws SQLException;
    }

    /**
     * Runs the work while nobody else does.
     *
     * @param connection in autocommit mode, now and when the work ends
     * @throws LockTimeoutException when another session kept the lock for too long
     */
    public <T> T hold(Connection connection, Work<T> work) throws SQLException {
        Duration waited = acquire(connection);
        T result;
        try {
            result = work.run(waited);
        } catch (Throwable e) {
            releaseAfter(e, connection);
            throw e;
        }
        release(connection);
        return result;
    }

    private Duration acquire(Connection connection) throws SQLException {
        long start = System.nanoTime();
        long pause = 50;
        while (!ask(connection, TRY)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            String holder = holder(connection);
            if (waited.compareTo(settings.timeout()) >= 0) {
                throw new LockTimeoutException(waited, holder);
            }
            if (pause == 50) {
                log.info("Waiting for the migration lock" + (holder == null ? "" : ", which " + holder + " holds"));
            }
            sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
            pause = Math.min(pause * 2, Math.max(1, settings.pollInterval().toMillis()));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void release(Connection connection) throws SQLException {
        if (!ask(connection, UNLOCK)) {
            connection.abort(Runnable::run);
            throw new MigrateException(
                    "The migration lock was no longer ours when the work was done: the connection goes through a pooler"
                            + " that hands transactions to different sessions, or was replaced.",
                    "connect to the server directly for migrations (levymaster.migrate.url).");
        }
    }

    /** The first failure is the one to tell; a connection that may still hold the lock must not be used again. */
    private void releaseAfter(Throwable failure, Connection connection) {
        try {
            if (!ask(connection, UNLOCK)) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
            try {
                connection.abort(Runnable::run);
            } catch (SQLException aborting) {
                failure.addSuppressed(aborting);
            }
        }
    }

    private boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Who holds the lock, for people; {@code null} when it was given back in the meantime. */
    private @Nullable String holder(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
            statement.setLong(1, key >>> 32);
            statement.setLong(2, key & 0xFFFFFFFFL);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String application = row.getString(2);
                String host = row.getString(3);
                return "session " + row.getInt(1)
                        + (application == null || application.isEmpty() ? "" : " (" + application + ")")
                        + (host == null ? "" : " from " + host) + ", connected since " + row.getString(4);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrateException(
                    "Interrupted while waiting for the migration lock. Nothing was changed.", "start again.", e);
        }
    }

    private static long derived(String table) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("levymaster-migrate/1\0" + table).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
