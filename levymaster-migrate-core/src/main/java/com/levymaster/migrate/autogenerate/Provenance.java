package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells which parts of the database typed operations of revisions made.
 *
 * @param made those parts, with the names that they have before the renames
 */
record Provenance(RenameResolution renames, Supplier<DatabaseSchema> made) {

    /** Whether a revision made this part of a table. */
    boolean isMade(ObjectName table, Predicate<Table> part) {
        Table former = made.get().tables().get(made.get().resolve(renames.formerTable(table)));
        return former != null && part.test(former);
    }

    /** Whether a revision made this part of a column. */
    boolean isMade(ObjectName table, String column, Predicate<Column> part) {
        String former = renames.formerColumn(table, column);
        return isMade(table, t -> t.column(former).filter(part).isPresent());
    }

    /** Whether a revision made the sequence. */
    boolean isMade(ObjectName sequence) {
        return made.get().sequences().containsKey(made.get().resolve(sequence));
    }
}
