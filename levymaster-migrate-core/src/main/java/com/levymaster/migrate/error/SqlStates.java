package com.levymaster.migrate.error;

import java.io.EOFException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Classifies PostgreSQL's error codes (SQL states).
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL: error codes</a>
 */
public final class SqlStates {

    /** As the driver appends it to the message. */
    private static final Pattern DETAIL = Pattern.compile("(?s)\n  Detail: (.*?)(?=\n  [A-Z][a-z]+: |$)");

    private SqlStates() {}

    /** Whether the table or its schema does not exist. */
    public static boolean isUndefinedTable(SQLException e) {
        return is(e, "42P01") || is(e, "3F000");
    }

    /** Whether the table has other columns than expected, or is no table. */
    public static boolean isUnexpectedTable(SQLException e) {
        return is(e, "42703") || is(e, "42883") || is(e, "42804") || is(e, "42809");
    }

    /** Whether the transaction or the server is read-only ({@code read_only_sql_transaction}). */
    public static boolean isReadOnly(SQLException e) {
        return is(e, "25006");
    }

    /** Whether the role lacks a privilege ({@code insufficient_privilege}). */
    public static boolean isInsufficientPrivilege(SQLException e) {
        return is(e, "42501");
    }

    /** Whether a lock was not available within the lock timeout. */
    public static boolean isLockNotAvailable(SQLException e) {
        return is(e, "55P03");
    }

    /** Whether another session created the same object at the same time. */
    public static boolean isConcurrentCreate(SQLException e) {
        return is(e, "42P07") || is(e, "23505") || is(e, "42710") || is(e, "42P06");
    }

    /** Whether the connection was lost, or could not be established. */
    public static boolean isConnection(SQLException e) {
        String state = state(e);
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** Whether the server is starting or has no connection free: it reports so, or closes the socket, as during recovery. */
    public static boolean isServerStarting(SQLException e) {
        return is(e, "57P03") || is(e, "53300") || is(e, "08001") && closedByServer(e.getCause());
    }

    /** The server closed an accepted socket; a refused one throws {@link java.net.ConnectException}. */
    private static boolean closedByServer(@Nullable Throwable cause) {
        return cause instanceof EOFException || cause != null && cause.getClass() == SocketException.class;
    }

    /** The first SQL exception in a chain of causes; {@code null} where there is none. */
    public static @Nullable SQLException find(Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** Returns the exception of the server or driver that an exception of a pool wraps. */
    public static SQLException rootOf(SQLException e) {
        SQLException root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                root = sql;
            }
        }
        return root;
    }

    /** Whether no server answered. */
    public static boolean isUnreachable(SQLException e) {
        return is(e, "08001") || is(e, "08006");
    }

    /** Whether the connection was lost, unless an administrator terminated it. */
    public static boolean isConnectionLost(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.equals("57P02") || state.equals("57P03"));
    }

    /** Whether the connection was lost for any reason. */
    public static boolean isConnectionClosed(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** Whether a conflict with another session ended the statement: a lock timeout, deadlock or serialization failure. A retry may succeed. */
    public static boolean isTransient(@Nullable String state) {
        return "55P03".equals(state) || "40P01".equals(state) || "40001".equals(state);
    }

    /** Whether the server ended the statement because of a timeout, or because somebody asked for it. */
    public static boolean isCancelled(@Nullable String state) {
        return "57014".equals(state);
    }

    /** Returns the first line of the server's message, without the statement, and its state. */
    public static String describe(SQLException e) {
        String state = reason(e).getSQLState();
        return message(e) + (state == null ? "" : " [" + state + "]");
    }

    /** The exception of a batch has the statement; the next one is that of the server. */
    private static SQLException reason(SQLException e) {
        return e.getNextException() == null ? e : e.getNextException();
    }

    /** Returns the first line of the server's message, without the statement. */
    public static String message(SQLException e) {
        SQLException reason = reason(e);
        String line = String.valueOf(reason.getMessage()).lines().findFirst().orElse("");
        return PrintableText.line(line.startsWith("ERROR: ") ? line.substring("ERROR: ".length()) : line);
    }

    /**
     * Returns the server's list of the objects that keep another one from being dropped or changed; empty for other errors, whose
     * details contain keys and rows.
     */
    public static String dependents(SQLException e) {
        SQLException reason = reason(e);
        if (!is(reason, "2BP01") && !is(reason, "0A000")) {
            return "";
        }
        Matcher detail = DETAIL.matcher(String.valueOf(reason.getMessage()));
        return detail.find() ? detail.group(1).lines().map(PrintableText::line).collect(Collectors.joining("\n")) : "";
    }

    /** Returns a copy with that message only: details of the server contain keys and rows. */
    public static SQLException withoutDetail(SQLException e) {
        SQLException copy = new SQLException(message(e), e.getSQLState(), e.getErrorCode());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    private static boolean is(SQLException e, String expected) {
        return expected.equals(state(e));
    }

    private static @Nullable String state(SQLException e) {
        return e.getSQLState();
    }
}
