package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds what a new table inherits from its parents, or from the table of which it is a partition. */
public final class InheritanceEffects {

    private InheritanceEffects() {}

    /** Columns of the parents come first, as PostgreSQL merges them; the table's own definitions take precedence. */
    public static Table in(DatabaseSchema schema, Table table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        table.options().inherits().forEach(parent -> add(columns, schema, parent));
        Table.Partition partition = table.options().partitionOf();
        if (partition != null) {
            add(columns, schema, partition.parent());
        }
        table.columns().forEach(c -> columns.merge(c.name(), c, InheritanceEffects::merged));
        return table.withColumns(java.util.List.copyOf(columns.values()));
    }

    private static void add(Map<String, Column> columns, DatabaseSchema schema, ObjectName parent) {
        Table of = schema.tables().get(schema.resolve(parent));
        if (of != null) {
            of.columns().forEach(c -> columns.merge(c.name(), c.withComment(null), InheritanceEffects::merged));
        }
    }

    private static Column merged(Column parent, Column own) {
        return own.withNullable(parent.nullable() && own.nullable())
                .withDefault(either(own.defaultValue(), parent.defaultValue()))
                .withGenerated(either(own.generated(), parent.generated()));
    }

    private static <T> @Nullable T either(@Nullable T own, @Nullable T parent) {
        return own == null ? parent : own;
    }
}
