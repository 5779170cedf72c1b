package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrateException;
import java.io.Serial;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The version table does not look like ours, or has rows that cannot be. */
public final class VersionTableException extends MigrateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private VersionTableException(String problem, String remedy, @Nullable SQLException cause) {
        super(problem, remedy, cause);
    }

    static VersionTableException malformed(String table, List<String> faults) {
        return new VersionTableException(
                "The version table " + table + " holds " + String.join(", ", faults) + ". Nothing was changed.",
                "delete these rows, or write the table anew with a stamp that purges it.",
                null);
    }

    /** The exception for a table that could be found, but not read as ours. */
    static SQLException translated(SQLException e, String table) {
        String state = e.getSQLState();
        if ("42703".equals(state) || "42883".equals(state) || "42804".equals(state)) {
            throw new VersionTableException(
                    "The version table " + table + " has other columns than ours: " + e.getMessage()
                            + ". Nothing was changed.",
                    "give our table another name (levymaster.migrate.version-table), or move this one out of the way.",
                    e);
        }
        return e;
    }
}
