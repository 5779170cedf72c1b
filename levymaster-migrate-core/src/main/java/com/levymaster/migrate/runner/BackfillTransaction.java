package com.levymaster.migrate.runner;

import com.levymaster.migrate.dialect.BackfillStatements;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Backfill.Change;
import com.levymaster.migrate.operation.BackfillBatch;
import com.levymaster.migrate.operation.BackfillStep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The transaction of one batch of a backfill. */
final class BackfillTransaction {

    private final Connection connection;
    private final BackfillStatements statements;
    private final Duration lockTimeout;
    private final DataStepConnection.Observer observer;
    private final List<String> localRole;
    private @Nullable String sql;

    BackfillTransaction(
            Connection connection,
            BackfillStatements statements,
            Duration lockTimeout,
            DataStepConnection.Observer observer,
            List<String> localRole) {
        this.connection = connection;
        this.statements = statements;
        this.lockTimeout = lockTimeout;
        this.observer = observer;
        this.localRole = localRole;
    }

    /** The statement that ran last; {@code null} if it is that of a Java step. */
    @Nullable
    String sql() {
        return sql;
    }

    /**
     * Begins the transaction, and changes the rows of a range.
     *
     * @return how many
     * @throws MigrationException if rows match the condition that no changed row may match
     */
    long change(String range) throws Exception {
        connection.setAutoCommit(false);
        Change change = statements.operation().change();
        long[] counts = change.step() == null ? update(range) : call(change.step(), range);
        if (counts[1] > 0) {
            throw new MigrationException(
                    counts[1] + " of the " + counts[0] + " rows that the batch has changed still match the condition `"
                            + change.where()
                            + "`, so that the backfill would never end. Either the new value does not make it false,"
                            + " for example because it is null: then exclude these rows in .where(…). Or rows may"
                            + " match it afterwards: then add .mayStayTrue().",
                    "correct the condition.");
        }
        return counts[0];
    }

    private long[] update(String range) throws SQLException {
        if (statements.key().isEmpty()) {
            return updatePages(range);
        }
        if (statements.movesKey()) {
            return updateKeys(range);
        }
        sql = statements.update(range);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + lockTimeout.toMillis());
            long changed = statement.executeLargeUpdate(sql);
            boolean checks = changed > 0 && statements.operation().change().endsItself();
            return new long[] {changed, checks ? count(statements.changedAndMatching(range)) : 0};
        }
    }

    /** The statement sees the table as it was before; whether a row still matches may depend on the others that it has changed. */
    private long[] updatePages(String range) throws SQLException {
        String update = statements.updateReturningPlaces(range);
        sql = update;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + lockTimeout.toMillis());
            try (ResultSet row = statement.executeQuery(update)) {
                row.next();
                String places = row.getString(2);
                long left = places == null ? 0 : count(statements.matching(statements.places(places)));
                return new long[] {row.getLong(1), left};
            }
        }
    }

    /** A row that matches still would come again in a later batch, with its new key. */
    private long[] updateKeys(String range) throws SQLException {
        String update = statements.updateReturningMatching(range);
        sql = update;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + lockTimeout.toMillis());
            try (ResultSet row = statement.executeQuery(update)) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    private long[] call(BackfillStep step, String range) throws Exception {
        sql = null;
        AtomicLong rows = new AtomicLong();
        try (Statement statement = connection.createStatement()) {
            // so that rows which others insert meanwhile are not taken for those that the step has left
            statement.execute("set transaction isolation level repeatable read");
            statement.execute("set local lock_timeout = " + lockTimeout.toMillis());
        }
        Connection guarded = DataStepConnection.of(connection, rows::addAndGet, observer);
        step.run(
                JdbcClient.create(new SingleConnectionDataSource(guarded, true)),
                new BackfillBatch(statements.condition(range)));
        if (connection.getAutoCommit()) {
            throw new TransactionEndedException();
        }
        boolean checks = statements.operation().change().endsItself();
        return new long[] {rows.get(), checks ? count(statements.matching(range)) : 0};
    }

    private long count(String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Commits the batch together with its progress. */
    void commit(String progress) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : localRole) {
                statement.execute(sql);
            }
            if (statement.executeUpdate(progress) != 1) {
                sql = null;
                throw new StatementBatch.UnexpectedRowCountException(0);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Rolls the batch back; if the connection is lost, the server does. */
    void rollBack(Throwable failure) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
