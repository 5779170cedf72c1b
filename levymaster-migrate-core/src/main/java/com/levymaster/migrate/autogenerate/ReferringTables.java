package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tables that no entity maps and that refer to a column whose type changes: a foreign key requires the same type on both sides. */
final class ReferringTables {

    private ReferringTables() {}

    /**
     * Returns the target in which these columns have the types of those to which they refer. If one of these tables is to be
     * dropped, all such tables are there, so that their rows can be moved first.
     */
    static DatabaseSchema following(DatabaseSchema before, DatabaseSchema target, DatabaseSchema mapped) {
        Map<ObjectName, Table> all = new TreeMap<>(before.tables());
        all.putAll(target.tables());
        DatabaseSchema following = target.withTables(all);
        boolean changed = true;
        boolean dropped = false;
        while (changed) {
            changed = false;
            for (Table table : List.copyOf(following.tables().values())) {
                Table retyped = mapped.tables().containsKey(table.name()) ? table : retyped(table, before, following);
                if (!retyped.equals(table)) {
                    following = following.with(retyped);
                    dropped |= !target.tables().containsKey(table.name());
                    changed = true;
                }
            }
        }
        return dropped ? following : withTablesOf(target, following);
    }

    /** The schema with only those tables that the other one has, too. */
    static DatabaseSchema withTablesOf(DatabaseSchema other, DatabaseSchema schema) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.keySet().retainAll(other.tables().keySet());
        return schema.withTables(tables);
    }

    private static Table retyped(Table table, DatabaseSchema before, DatabaseSchema after) {
        Table retyped = table;
        for (ForeignKey key : table.constraints(ForeignKey.class).toList()) {
            for (int i = 0; i < key.columns().size(); i++) {
                String referenced = key.referencedColumns().get(i);
                Optional<ColumnType> old = type(before, key.referencedTable(), referenced);
                Optional<ColumnType> present = type(after, key.referencedTable(), referenced);
                if (present.isPresent() && !present.equals(old)) {
                    retyped = retyped.withColumn(key.columns().get(i), column -> column.withType(present.get()));
                }
            }
        }
        return retyped;
    }

    private static Optional<ColumnType> type(DatabaseSchema schema, ObjectName table, String column) {
        return Optional.ofNullable(schema.tables().get(schema.resolve(table)))
                .flatMap(found -> found.column(column))
                .map(Column::type);
    }
}
