package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The foreign keys that reference a table. Other tables are shared and not copied. */
final class ForeignKeyReferences {

    private ForeignKeyReferences() {}

    /** Applies a change to the tables with a foreign key to the given table. */
    static DatabaseSchema onForeignKeys(
            DatabaseSchema before, ObjectName to, BiFunction<Table, ForeignKey, Table> change) {
        DatabaseSchema after = before;
        for (Table table : before.tables().values()) {
            for (Constraint constraint : table.constraints().values()) {
                if (constraint instanceof ForeignKey key
                        && key.referencedTable().equals(to)) {
                    after = SchemaEffects.onTable(after, table.name(), t -> change.apply(t, key));
                }
            }
        }
        return after;
    }

    static DatabaseSchema onTables(DatabaseSchema before, Predicate<Table> which, UnaryOperator<Table> change) {
        DatabaseSchema after = before;
        for (Table table : before.tables().values()) {
            if (which.test(table)) {
                after = after.with(change.apply(table));
            }
        }
        return after;
    }

    /** The sequences that the column owns; those of all columns if it is {@code null}. */
    static List<Sequence> sequences(DatabaseSchema schema, ObjectName table, @Nullable String column) {
        return schema.sequences().values().stream()
                .filter(s -> s.ownedBy() != null
                        && schema.resolve(s.ownedBy().table()).equals(table)
                        && (column == null || s.ownedBy().column().equals(column)))
                .toList();
    }
}
