package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A schema as lines of text, in which the server's own way of writing an expression (its parentheses, casts and
 * capitals) does not count.
 */
final class LooseSchema {

    private LooseSchema() {}

    /** The lines that only one of them has: {@code -} foretold, {@code +} found. */
    static List<String> differences(DatabaseSchema foretold, DatabaseSchema found) {
        List<String> first = lines(foretold).toList();
        List<String> second = lines(found).toList();
        List<String> differences = new ArrayList<>();
        first.stream().filter(line -> !second.contains(line)).forEach(line -> differences.add("- " + line));
        second.stream().filter(line -> !first.contains(line)).forEach(line -> differences.add("+ " + line));
        return !differences.isEmpty() || first.equals(second)
                ? differences
                : List.of("another order: " + first, "" + second);
    }

    /** The order of columns does not count: what was dropped and added again stands at the end. */
    static DatabaseSchema unordered(DatabaseSchema schema) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .sorted(Comparator.comparing(Column::name))
                .toList()));
        return schema.withTables(tables);
    }

    private static Stream<String> lines(DatabaseSchema schema) {
        return Arrays.stream(schema.toString()
                        .replaceAll("\\s+", " ")
                        .replaceAll(
                                "\\b(Table|Column|PrimaryKey|Unique|Check|ForeignKey|Exclude|Index|Sequence|EnumType|"
                                        + "Domain|CompositeType|Attribute|View|Extension|Grant)\\[",
                                "\n$0")
                        .split("\n"))
                .map(line -> line.replaceAll(
                                "::(timestamp|[a-z_]+)( without time zone| varying| precision)?"
                                        + "(\\([0-9,]+\\))?(\\[\\])?",
                                "")
                        .replaceAll("[()\\s;]", "")
                        .toLowerCase(java.util.Locale.ROOT));
    }
}
