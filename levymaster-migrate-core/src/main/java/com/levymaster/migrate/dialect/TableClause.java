package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes table definitions: columns, then constraints, one per line. */
final class TableClause {

    private TableClause() {}

    static String create(ServerVersion server, Table table) {
        Table.Options options = table.options();
        return "create " + (options.unlogged() ? "unlogged " : "") + "table " + quote(table.name())
                + (options.partitionOf() == null ? whole(server, table) : part(server, table, options.partitionOf()))
                + options(options);
    }

    private static String whole(ServerVersion server, Table table) {
        List<String> lines = new ArrayList<>();
        table.columns().forEach(c -> lines.add(ColumnClause.definition(server, table.name(), c)));
        lines.addAll(constraints(server, table));
        return lines.isEmpty() ? " ()" : body(lines);
    }

    /** A partition inherits its columns from the parent; only its own properties are written. */
    private static String part(ServerVersion server, Table table, Table.Partition partition) {
        List<String> lines = new ArrayList<>();
        for (Column column : table.columns()) {
            String own = ColumnClause.nullabilityAndDefault(server, table.name(), column);
            if (!own.isEmpty() && column.identity() == null && column.generated() == null) {
                lines.add(quote(column.name()) + " with options" + own);
            }
        }
        lines.addAll(constraints(server, table));
        return " partition of " + quote(partition.parent()) + (lines.isEmpty() ? "" : body(lines)) + " "
                + partition.bound();
    }

    private static List<String> constraints(ServerVersion server, Table table) {
        return ConstraintClause.ordered(table).stream()
                .filter(c -> ConstraintClause.isInTable(table, c))
                .map(c -> ConstraintClause.definition(server, c))
                .toList();
    }

    private static String body(List<String> lines) {
        return " (\n  " + String.join(",\n  ", lines) + "\n)";
    }

    /** Writes the partition method in lower case, and the partition key as given. */
    private static String method(String partitionBy) {
        int key = Math.max(0, partitionBy.indexOf('('));
        return partitionBy.substring(0, key).toLowerCase(Locale.ROOT) + partitionBy.substring(key);
    }

    private static String options(Table.Options options) {
        StringBuilder text = new StringBuilder();
        if (!options.inherits().isEmpty()) {
            text.append(options.inherits().stream()
                    .map(Identifiers::quote)
                    .collect(Collectors.joining(", ", " inherits (", ")")));
        }
        if (options.partitionBy() != null) {
            text.append(" partition by ").append(method(options.partitionBy()));
        }
        text.append(StorageParameters.with(options.storage()));
        if (options.tablespace() != null) {
            text.append(" tablespace ").append(quote(options.tablespace()));
        }
        return text.toString();
    }
}
