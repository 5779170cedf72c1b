package com.levymaster.migrate.error;

import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's error codes mean to us.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: error codes</a>
 */
public final class SqlStates {

    private SqlStates() {}

    /** The table, or its schema, is not there. */
    public static boolean isUndefinedTable(SQLException e) {
        return is(e, "42P01") || is(e, "3F000");
    }

    public static boolean isReadOnly(SQLException e) {
        return is(e, "25006");
    }

    public static boolean isInsufficientPrivilege(SQLException e) {
        return is(e, "42501");
    }

    /** Another session made the same object at the same moment. */
    public static boolean isConcurrentCreate(SQLException e) {
        return is(e, "42P07") || is(e, "23505") || is(e, "42710") || is(e, "42P06");
    }

    /** The connection is gone, or never was. */
    public static boolean isConnection(SQLException e) {
        String state = state(e);
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** The server is there, and not yet ready for us: it says so, or hangs up on us as it does while it recovers. */
    public static boolean isServerStarting(SQLException e) {
        return is(e, "57P03") || is(e, "53300") || is(e, "08001") && closedByServer(e.getCause());
    }

    /** After it had taken the call: nobody at home is a {@link java.net.ConnectException}. */
    private static boolean closedByServer(@Nullable Throwable cause) {
        return cause instanceof EOFException || cause != null && cause.getClass() == SocketException.class;
    }

    /** What the server or driver said, beneath what a pool says of it. */
    public static SQLException rootOf(SQLException e) {
        SQLException root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                root = sql;
            }
        }
        return root;
    }

    /** Nobody answered. */
    public static boolean isUnreachable(SQLException e) {
        return is(e, "08001") || is(e, "08006");
    }

    /** The connection is gone, and not because an administrator ended it. */
    public static boolean isConnectionLost(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.equals("57P02") || state.equals("57P03"));
    }

    /** The connection is gone, for whatever reason. */
    public static boolean isConnectionClosed(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** Another session was in the way; the same work may well succeed a moment later. */
    public static boolean isTransient(@Nullable String state) {
        return "55P03".equals(state) || "40P01".equals(state) || "40001".equals(state);
    }

    /** What the server said, in one line, without the statement that it said it about. */
    public static String message(SQLException e) {
        SQLException reason = e.getNextException() == null ? e : e.getNextException();
        String line = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return line.startsWith("ERROR: ") ? line.substring("ERROR: ".length()) : line;
    }

    private static boolean is(SQLException e, String wanted) {
        return wanted.equals(state(e));
    }

    private static @Nullable String state(SQLException e) {
        return e.getSQLState();
    }
}
