package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a table or column formerly had another name.
 *
 * @param table the new name of the table
 * @param column the new name of the column; {@code null} for the table itself
 * @param formerNames the former names, most likely first; the first one in the database is used
 * @param origin the source of the hint, for messages: {@code @RenamedFrom("levy") on District.levyRate}
 */
public record RenameHint(ObjectName table, @Nullable String column, List<String> formerNames, String origin) {

    public RenameHint {
        formerNames = List.copyOf(formerNames);
    }

    /** The table had another name. */
    public static RenameHint table(ObjectName table, String formerName, String origin) {
        return new RenameHint(table, null, List.of(formerName), origin);
    }

    /** The column had another name. */
    public static RenameHint column(ObjectName table, String column, String formerName, String origin) {
        return new RenameHint(table, column, List.of(formerName), origin);
    }

    /** The new name, without the table of a column. */
    String name() {
        return column == null ? table.name() : column;
    }

    /** Whether the author stated it for this run only, as an option; an annotation remains after the rename is done. */
    boolean isOfThisRun() {
        return origin.startsWith("--");
    }

    String target() {
        return column == null ? table.toString() : table + "." + column;
    }

    String formerNamesText() {
        return String.join(" or ", new TreeSet<>(formerNames));
    }
}
