package com.levymaster.migrate.actuate;

import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.store.VersionTableException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a database query: a value, or a safe error text. Messages of the server or the driver may contain SQL,
 * addresses or names; only the SQLSTATE is taken from them.
 *
 * @param value the result; {@code null} if the query failed
 * @param error the error text; {@code null} if the query succeeded
 */
public record QueryResult<T>(@Nullable T value, @Nullable String error) {

    /** Runs the query and converts an exception to an error text. */
    public static <T> QueryResult<T> of(Supplier<T> query) {
        try {
            return new QueryResult<>(query.get(), null);
        } catch (RuntimeException e) {
            return new QueryResult<>(null, errorText(e));
        }
    }

    /** Returns the value, or {@code other} if the query failed. */
    public T orElse(T other) {
        return value == null ? other : value;
    }

    static String errorText(RuntimeException e) {
        String state = sqlState(e);
        return problem(e) + (state == null ? "" : " [" + state + "]");
    }

    private static String problem(RuntimeException e) {
        if (e instanceof DatabaseUnavailableException) {
            return "The database cannot be reached";
        }
        if (e instanceof MissingPrivilegeException) {
            return "The user of the connection may not read the version table or the history table";
        }
        if (e instanceof VersionTableException) {
            return "The version table is malformed";
        }
        if (e instanceof RevisionException) {
            return "The applied revisions contradict the revisions of the application";
        }
        return "The database could not be queried";
    }

    private static @Nullable String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure && failure.getSQLState() != null) {
                return failure.getSQLState();
            }
        }
        return null;
    }
}
