package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.LiteralVisibility;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.sql.MaskedMessage;
import com.levymaster.migrate.sql.MaskedSql;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is shown: unless values may be shown, without the literals of the statement and the values that the server
 * repeats.
 *
 * @param position of the error in {@code sql}, in characters from 1; 0 for none
 */
record ShownError(String message, @Nullable String sql, int position, Throwable cause) {

    private static final String OF_APPLICATION =
            "*** (a text of the application; levymaster.migrate.log-values=true shows it)";

    /**
     * @param sql the error of the server; {@code null} for an error of Java code
     * @param statement the statement that failed; {@code null} if it is not known
     * @param ofRows whether its numbers are values of rows
     */
    static ShownError of(
            Throwable reason,
            @Nullable SQLException sql,
            @Nullable String statement,
            boolean ofRows,
            LiteralVisibility literals) {
        if (sql == null) {
            String shown = statement == null || literals.shown()
                    ? statement
                    : MaskedSql.of(statement, 0, ofRows).text();
            return new ShownError(ofJava(reason), shown, 0, reason);
        }
        int position = statement == null ? 0 : ServerMessage.position(sql);
        if (literals.shown()) {
            return new ShownError(
                    PrintableText.line(ServerMessage.text(sql) + detail(ServerMessage.detail(sql)) + inCopy(sql)),
                    statement,
                    position,
                    reason);
        }
        MaskedSql masked = MaskedSql.of(statement == null ? "" : statement, position, ofRows);
        String message = PrintableText.line(masked(sql, masked) + inCopy(sql));
        return new ShownError(
                message, statement == null ? null : masked.text(), masked.position(), withoutValues(sql, message));
    }

    /** Which of many rows it was. */
    private static String inCopy(SQLException e) {
        String row = ServerMessage.rowOfCopy(e);
        return row.isEmpty() ? "" : " (" + row + ")";
    }

    private static String ofJava(Throwable reason) {
        if (reason instanceof MigrationException known) {
            return known.problem();
        }
        return reason.getMessage() == null || reason instanceof Error ? reason.toString() : reason.getMessage();
    }

    /** A text of the application is shown if it stands in the statement as it is shown, that is, in a comment. */
    private static String masked(SQLException e, MaskedSql statement) {
        String text = ServerMessage.text(e);
        if (ServerMessage.isOfApplication(e)) {
            return statement.text().contains(text) ? text : OF_APPLICATION;
        }
        String state = e.getSQLState();
        String detail = detail(ServerMessage.detailWithoutValues(e));
        if (ServerMessage.isSyntaxOfValue(e)) {
            return MaskedMessage.ofValue(text);
        }
        return state == null || e instanceof BatchUpdateException && e.getNextException() == null
                ? MaskedSql.text(text)
                : MaskedMessage.of(text + detail, state, statement.literals());
    }

    private static String detail(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    /** The message of the driver has details of the server, and that of a batch and of Spring the statement. */
    private static SQLException withoutValues(SQLException e, String message) {
        SQLException copy = new SQLException(message, e.getSQLState(), e.getErrorCode(), ioCause(e));
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    private static @Nullable IOException ioCause(SQLException e) {
        return SqlStates.rootOf(e).getCause() instanceof IOException lost ? lost : null;
    }
}
