package com.levymaster.migrate.explorer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An administrator who sees and ends the sessions of the server. */
final class SessionControl implements AutoCloseable {

    private final Connection connection;
    private final DataSource observed;

    /**
     * @param administration a database that is not explored
     * @param observed the database that is explored
     */
    SessionControl(DataSource administration, DataSource observed) throws SQLException {
        this.connection = administration.getConnection();
        this.observed = observed;
    }

    /** Work that may throw anything. */
    @FunctionalInterface
    interface Work {
        @Nullable
        Object run() throws Throwable;
    }

    /** Ends a session, and waits until it is gone. */
    void end(int session) throws SQLException {
        ask("select pg_terminate_backend(?)", session);
        while (ask("select exists (select from pg_stat_activity where pid = ?)", session)) {
            Thread.onSpinWait();
        }
    }

    /** Runs the work of a session, and ends the session as soon as it waits for the writers of a table. */
    @Nullable
    Object endWhileWaiting(int session, Work work) throws Throwable {
        try (Connection writer = observed.getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            lockTables(statement);
            AtomicBoolean over = new AtomicBoolean();
            Future<Void> ended = CompletableFuture.runAsync(() -> endWhenWaiting(session, over));
            try {
                return work.run();
            } finally {
                over.set(true);
                ended.get();
                writer.rollback();
            }
        }
    }

    private static void lockTables(Statement statement) throws SQLException {
        statement.execute("""
                do $$ declare t text; begin
                  for t in select c.oid::regclass from pg_class c where c.relkind = 'r'
                      and c.relnamespace = 'public'::regnamespace and c.relname !~ '^(levymaster|effect)' loop
                    execute 'lock table ' || t || ' in row exclusive mode';
                  end loop;
                end $$""");
    }

    private void endWhenWaiting(int session, AtomicBoolean over) {
        String waits = "select exists (select from pg_stat_activity where pid = ? and wait_event_type = 'Lock')";
        try {
            while (!over.get()) {
                if (ask(waits, session)) {
                    end(session);
                    return;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends every session that waits for a lock of this one, which will not go on before they are done. */
    void endWaiting(int holder) throws SQLException {
        ask(
                "select count(pg_terminate_backend(pid)) > 0 from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and ? = any(pg_blocking_pids(pid))",
                holder);
    }

    private synchronized boolean ask(String sql, int session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, session);
            return isTrue(statement);
        }
    }

    private static boolean isTrue(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
