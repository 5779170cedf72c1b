package com.levymaster.migrate.runner;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, without the driver's trimmings. */
final class ServerMessage {

    private static final Set<String> RAISING_ROUTINES = Set.of("exec_stmt_raise", "exec_stmt_assert");

    /** Source files of the handlers of other procedural languages. */
    private static final Pattern LANGUAGE_HANDLER = Pattern.compile("plpy_|plperl|pltcl|plv8");

    /** In the language of the server: name of the table, line and column, and after a colon the value. */
    private static final Pattern ROW_OF_COPY = Pattern.compile("COPY [^:\\n]+");

    private static final List<String> VALUE_STATES = List.of("22", "38", "39", "P0", "42846");

    /** Duplicate, missing and conflicting keys. The details of other violations of constraints are rows. */
    private static final Set<String> OF_KEYS = Set.of("23503", "23505", "23P01");

    /** Of all keys: from the first value to the end of the last one. */
    private static final Pattern VALUES_OF_KEY = Pattern.compile("=\\(.*\\)", Pattern.DOTALL);

    /** Errors of statements, of objects in their way, and of the server. */
    private static final List<String> SHOWN_STATES = List.of("0A", "2B", "42", "53", "54", "55", "57");

    private ServerMessage() {}

    static String text(SQLException e) {
        ServerErrorMessage message = of(e);
        if (message == null || message.getMessage() == null) {
            SQLException reason =
                    e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
            return String.valueOf(reason.getMessage());
        }
        String hint = message.getHint();
        return message.getMessage() + (hint == null ? "" : " (" + hint + ")");
    }

    /** What the server says in detail, such as {@code Key (code)=(12) is duplicated.}; empty if nothing. */
    static String detail(SQLException e) {
        ServerErrorMessage message = of(e);
        return message == null || message.getDetail() == null ? "" : message.getDetail();
    }

    /**
     * The detail without values: that of a key has its columns only, {@code Key (code)=(***) is duplicated.}; that of a row, of
     * invalid data and of the application nothing. What depends on an object is named by the remedy.
     */
    static String detailWithoutValues(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String detail = detail(e);
        if (state.startsWith("23")) {
            return OF_KEYS.contains(state) && detail.contains("=(")
                    ? VALUES_OF_KEY.matcher(detail).replaceAll("=(***)")
                    : "";
        }
        boolean isShown = SHOWN_STATES.stream().anyMatch(state::startsWith) && !isOfApplication(e);
        return isShown ? detail : "";
    }

    /** Such as {@code COPY parcel, line 3, column id}, without the value; empty for other statements. */
    static String rowOfCopy(SQLException e) {
        ServerErrorMessage message = of(e);
        Matcher row = ROW_OF_COPY.matcher(message == null ? "" : String.valueOf(message.getWhere()));
        return row.lookingAt() ? row.group() : "";
    }

    /**
     * Whether all of the message can be data of the application: it was raised in a function or block, whatever its SQLSTATE,
     * or the driver rejects a value.
     */
    static boolean isOfApplication(SQLException e) {
        ServerErrorMessage message = of(e);
        if (message == null) {
            String state = String.valueOf(e.getSQLState());
            return VALUE_STATES.stream().anyMatch(state::startsWith);
        }
        return RAISING_ROUTINES.contains(String.valueOf(message.getRoutine()))
                || LANGUAGE_HANDLER.matcher(String.valueOf(message.getFile())).lookingAt();
    }

    /** Whether it is a syntax error of a value, such as a text search query, and not of the statement. */
    static boolean isSyntaxOfValue(SQLException e) {
        ServerErrorMessage message = of(e);
        return message != null
                && "42601".equals(e.getSQLState())
                && !String.valueOf(message.getRoutine()).endsWith("yyerror");
    }

    /** In characters from 1; 0 where the server names none. */
    static int position(SQLException e) {
        ServerErrorMessage message = of(e);
        return message == null ? 0 : message.getPosition();
    }

    /** The exception of a batch contains its statements; that of the server is the next one. */
    private static @Nullable ServerErrorMessage of(SQLException e) {
        if (!Driver.PRESENT) {
            return null;
        }
        if (e instanceof PSQLException failure) {
            return failure.getServerErrorMessage();
        }
        return e.getNextException() instanceof PSQLException next ? next.getServerErrorMessage() : null;
    }

    /** The driver is the application's to bring. */
    private static final class Driver {

        static final boolean PRESENT = present();

        private static boolean present() {
            try {
                Class.forName("org.postgresql.util.PSQLException", false, ServerMessage.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
