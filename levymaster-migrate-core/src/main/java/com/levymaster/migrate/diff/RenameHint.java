package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said that a table or column had another name before.
 *
 * @param table the table as it shall be called
 * @param column the column as it shall be called; {@code null} when the table itself is meant
 * @param formerNames what it was called, the likeliest first; the first that the database has is taken
 * @param origin who said so, for messages: {@code @RenamedFrom("levy") on District.levyRate}
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

    String target() {
        return column == null ? table.toString() : table + "." + column;
    }

    String formerNamesText() {
        return String.join(" or ", new TreeSet<>(formerNames));
    }
}
