package com.levymaster.migrate.runner;

import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Runs the SQL of callbacks, each point in a transaction of its own, after which the session is as before. */
final class CallbackRunner {

    private final RunContext run;
    private final SqlCallbacks callbacks;

    CallbackRunner(RunContext run, SqlCallbacks callbacks) {
        this.run = run;
        this.callbacks = callbacks;
    }

    /**
     * Runs the statements of a point; nothing if there are none.
     *
     * @param committed the ids of the revisions that this run has committed
     * @throws MigrationException if one fails; all of the point is rolled back then
     * @throws SQLException if the session cannot be saved before it
     */
    void run(Point point, List<String> committed) throws SQLException {
        List<SqlCallbacks.Statement> statements = callbacks.at(point);
        if (statements.isEmpty()) {
            return;
        }
        Connection connection = run.connection();
        SessionSnapshot session = SessionSnapshot.of(connection);
        run.lock().begin();
        for (SqlCallbacks.Statement callback : statements) {
            try (Statement statement = connection.createStatement()) {
                session.beforeRunning(callback.sql(), connection);
                statement.execute(callback.sql());
            } catch (SQLException e) {
                rollBack(session, e);
                throw failed(callback, e, committed);
            }
        }
        try {
            session.restore(connection);
            connection.commit();
            connection.setAutoCommit(true);
            session.removeLeftovers(connection);
        } catch (SQLException e) {
            throw notEnded(statements.get(statements.size() - 1), e, committed);
        }
        run.catalog().invalidate();
    }

    /** A run that went on on another connection would leave out the callback, or run it twice. */
    private MigrationException notEnded(SqlCallbacks.Statement last, SQLException e, List<String> committed) {
        ShownError error = ShownError.of(e, e, null, false, run.literals());
        return new MigrationException(
                "The callback " + last.source() + " ran, but its transaction did not end as it should. PostgreSQL: "
                        + error.message() + "   [" + e.getSQLState() + "]" + System.lineSeparator()
                        + "  Committed before it: " + (committed.isEmpty() ? "nothing" : String.join(", ", committed))
                        + ". It is not known whether the callback is committed.",
                "look whether the callback took effect, then run the command again.",
                error.cause());
    }

    /** A session that has ended is rolled back by the server. */
    private void rollBack(SessionSnapshot session, SQLException failure) {
        Connection connection = run.connection();
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            session.restore(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private MigrationException failed(SqlCallbacks.Statement callback, SQLException e, List<String> committed) {
        ShownError error = ShownError.of(e, e, callback.sql(), false, run.literals());
        String before = committed.isEmpty() ? "nothing" : String.join(", ", committed);
        return new MigrationException(
                "The callback " + callback.source() + " failed. PostgreSQL: " + error.message() + "   ["
                        + e.getSQLState() + "]" + System.lineSeparator() + "  SQL: " + error.sql()
                        + System.lineSeparator() + "  Committed before it: " + before
                        + ". Rolled back: all of the callback.",
                SqlStates.isConnectionClosed(e.getSQLState())
                        ? "an administrator or the server ended the session: run the command again."
                        : "correct the file, then run the command again.",
                error.cause());
    }
}
