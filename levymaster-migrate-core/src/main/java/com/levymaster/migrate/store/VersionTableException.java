package com.levymaster.migrate.store;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.store.HistorySnapshot.UnknownEntry;
import java.io.Serial;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The version table or the history table has other columns than expected, or invalid or missing rows. */
public final class VersionTableException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private VersionTableException(String problem, String remedy, @Nullable SQLException cause) {
        super(problem, remedy, cause);
    }

    static VersionTableException malformed(String table, List<String> faults) {
        return new VersionTableException(
                "The version table " + table + " contains " + String.join(", ", faults) + ". Nothing was changed.",
                "delete these rows, or rewrite the table with a stamp that purges it.",
                null);
    }

    /** Tables that cannot be read, or do not keep what is written. */
    public static VersionTableException unexpected(List<String> problems, List<String> remedies) {
        return new VersionTableException(
                String.join(" ", problems) + " Nothing was changed.", String.join("; ", remedies) + ".", null);
    }

    /** Some rows, or the whole table, were lost without a downgrade. */
    public static VersionTableException lost(
            String table, boolean tableMissing, List<String> revisions, List<String> heads) {
        String ids = String.join(", ", revisions);
        return new VersionTableException(
                (tableMissing
                                ? "The version table " + table + " is missing"
                                : "The version table " + table + " has lost rows")
                        + ": according to the history, " + ids + (revisions.size() == 1 ? " is" : " are")
                        + " applied. Running " + (revisions.size() == 1 ? "it" : "them")
                        + " again would fail on objects that already exist. Nothing was changed.",
                "restore the rows with `stamp " + String.join(" ", heads)
                        + "`; or revert the revisions with a downgrade," + " if that was the intention.",
                null);
    }

    /** The history has entries of another version that leave the state uncertain. */
    public static VersionTableException unknownEntries(String table, List<UnknownEntry> entries) {
        String rows = entries.stream().map(UnknownEntry::toString).collect(Collectors.joining("; "));
        return new VersionTableException(
                "The history table " + table
                        + " has entries that this version of LevyMaster Migrate does not know, so that"
                        + " it cannot tell what of these revisions is applied: " + rows + ". Nothing was changed.",
                "migrate with the version that recorded them; or, if you know what the database contains, record it with"
                        + " `db stamp --purge`.",
                null);
    }

    /** A row has another spelling of an id that was applied. */
    public static VersionTableException misspelled(String table, String row, String id) {
        return new VersionTableException(
                "The version table " + table + " has the row " + PrintableText.id(row)
                        + ", but according to the history, " + id + " is applied: ids are compared exactly. Nothing was"
                        + " changed.",
                "correct the row: update " + table + " set revision = '" + id + "' where revision = '" + row + "'.",
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
                "if the database contains what " + (one ? "it does" : "they do") + ", record "
                        + (one ? "it" : "them") + " with `db stamp " + String.join(" ", heads)
                        + "`; otherwise record what it does contain with `db stamp --purge`.",
                null);
    }

    /** The tables are in another schema of the search path than the one in which they would be created. */
    public static VersionTableException elsewhere(TableNames tables, String schema, List<String> others) {
        String there = others.stream().map(TableNames::quote).collect(Collectors.joining(", "));
        return new VersionTableException(
                "The search path leads to schema " + TableNames.quote(schema) + ", which has no version table "
                        + tables.version() + "; but " + there + ", also on the search path, "
                        + (others.size() == 1 ? "has" : "have")
                        + " tables of LevyMaster Migrate. Revisions that are applied"
                        + " there would run again. Nothing was changed.",
                "name the schema of the tables: levymaster.migrate.schema=" + others.get(0)
                        + " to continue with those; or"
                        + " levymaster.migrate.schema=" + schema
                        + " if the application is to have its own; or restore the"
                        + " search path.",
                null);
    }

    /**
     * The version table does not exist, but objects that the revisions create do.
     *
     * @param found what the database contains
     */
    public static VersionTableException unversioned(
            String table, String found, List<String> present, String revision) {
        return new VersionTableException(
                "The version table " + table + " does not exist, but the database (" + found + ") already has "
                        + String.join(", ", present) + ", which revision " + revision
                        + " creates. Nothing was changed.",
                "if the database was there before, take it over with `db adopt`; if these revisions made it, record them with"
                        + " `db stamp`; or make the steps"
                        + " idempotent (op.table(…).ifNotExists(…)); or check that this is the right database and schema.",
                null);
    }

    /** The exception for a table with unexpected columns; other exceptions are returned unchanged. */
    static SQLException translated(SQLException e, String kind, String table) {
        if (SqlStates.isUnexpectedTable(e)) {
            throw new VersionTableException(
                    "The " + kind + " " + table + " does not have the expected columns: " + SqlStates.message(e)
                            + ". Nothing was changed.",
                    "configure another name for the table (levymaster.migrate.version-table, .history-table), or rename this table.",
                    e);
        }
        return e;
    }
}
