package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.io.Serial;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The version table does not look like ours, or has rows that cannot be. */
public final class VersionTableException extends MigrationException {

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

    /** The rows, or all of the table, went without a downgrade. */
    public static VersionTableException lost(String table, boolean wholly, List<String> revisions, List<String> heads) {
        String ids = String.join(", ", revisions);
        return new VersionTableException(
                (wholly ? "The version table " + table + " is gone" : "The version table " + table + " has lost rows")
                        + ": according to the history, " + ids + (revisions.size() == 1 ? " is" : " are")
                        + " applied. Running " + (revisions.size() == 1 ? "it" : "them")
                        + " again would meet what is there already. Nothing was changed.",
                "write the rows again with `stamp " + String.join(" ", heads) + "`; or take the revisions back with a"
                        + " downgrade, if that is what was meant.",
                null);
    }

    /** Applied revisions need others that are not applied. */
    public static VersionTableException gaps(String table, List<String> missing, List<String> heads) {
        String ids = String.join(", ", missing);
        boolean one = missing.size() == 1;
        return new VersionTableException(
                "The version table " + table + " has a gap: " + ids + (one ? " is" : " are")
                        + " not applied, but revisions that need " + (one ? "it are" : "them are")
                        + ". Nothing was changed.",
                "If the database contains what " + (one ? "it does" : "they do") + ", record "
                        + (one ? "it" : "them") + " with `db stamp " + String.join(" ", heads)
                        + "`; otherwise record what it does contain with `db stamp --purge`.",
                null);
    }

    /** No version table, yet what the revisions are to create. */
    public static VersionTableException unversioned(String table, List<String> present, String revision) {
        return new VersionTableException(
                "There is no version table " + table + ", but the database already has " + String.join(", ", present)
                        + ", which revision " + revision + " is to create. Nothing was changed.",
                "if the database was made in another way, tell us how far it is with `stamp`; or make the steps"
                        + " idempotent (op.table(…).ifNotExists(…)); or check that this is the right database and schema.",
                null);
    }

    /** The exception for a table that could be found, but not read as ours. */
    static SQLException translated(SQLException e, String table) {
        String state = e.getSQLState();
        if ("42703".equals(state) || "42883".equals(state) || "42804".equals(state) || "42809".equals(state)) {
            throw new VersionTableException(
                    "The version table " + table + " has other columns than ours: " + SqlStates.message(e)
                            + ". Nothing was changed.",
                    "give our table another name (levymaster.migrate.version-table), or move this one out of the way.",
                    e);
        }
        return e;
    }
}
