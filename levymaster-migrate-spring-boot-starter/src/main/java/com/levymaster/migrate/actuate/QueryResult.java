package com.levymaster.migrate.actuate;

import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.store.VersionTableException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a question to the database brought: a value, or why there is none, in our own words. A message of the server or
 * the driver may hold SQL, addresses or names, so all that is taken from it is the error code.
 */
public record QueryResult<T>(@Nullable T value, @Nullable String error) {

    public static <T> QueryResult<T> of(Supplier<T> question) {
        try {
            return new QueryResult<>(question.get(), null);
        } catch (RuntimeException e) {
            return new QueryResult<>(null, errorText(e));
        }
    }

    public T orElse(T other) {
        return value == null ? other : value;
    }

    private static String errorText(RuntimeException e) {
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
            return "The version table is not as it should be";
        }
        if (e instanceof RevisionException) {
            return "The applied revisions contradict those of the application";
        }
        return "The database could not be asked";
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
