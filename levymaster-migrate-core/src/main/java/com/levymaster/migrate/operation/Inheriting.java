package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a new table has from its parents, or from the table that it is a part of. */
final class Inheriting {

    private Inheriting() {}

    /** The parents' columns come first, as PostgreSQL merges them; what the table says of them itself wins. */
    static Table in(Schema schema, Table table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        table.options().inherits().forEach(parent -> add(columns, schema, parent));
        Table.Partition partition = table.options().partitionOf();
        if (partition != null) {
            add(columns, schema, partition.parent());
        }
        table.columns().forEach(c -> columns.merge(c.name(), c, Inheriting::merged));
        return table.withColumns(java.util.List.copyOf(columns.values()));
    }

    private static void add(Map<String, Column> columns, Schema schema, ObjectName parent) {
        Table of = schema.tables().get(schema.resolve(parent));
        if (of != null) {
            of.columns().forEach(c -> columns.merge(c.name(), c.withComment(null), Inheriting::merged));
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
