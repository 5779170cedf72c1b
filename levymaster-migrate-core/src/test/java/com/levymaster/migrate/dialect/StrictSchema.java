package com.levymaster.migrate.dialect;

import com.levymaster.migrate.inspect.Normalization;
import com.levymaster.migrate.inspect.Normalizer;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.testing.KnownParts;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds what was foretold, in the server's own words, against what was found. */
public final class StrictSchema {

    private StrictSchema() {}

    /** The lines that only one of them has: {@code -} foretold, {@code +} found. */
    public static List<String> differences(Connection connection, DatabaseSchema foretold, DatabaseSchema found) {
        Normalization normal = Normalizer.normalize(connection, KnownParts.completed(foretold, found), found);
        List<String> differences = new ArrayList<>();
        normal.faults().forEach(fault -> differences.add("fault: " + fault));
        List<String> first = lines(withQueries(normal.schema(), found));
        List<String> second = lines(found);
        first.stream().filter(line -> !second.contains(line)).forEach(line -> differences.add("- " + line));
        second.stream().filter(line -> !first.contains(line)).forEach(line -> differences.add("+ " + line));
        return !differences.isEmpty() || first.equals(second)
                ? differences
                : List.of("another order: " + first, "" + second);
    }

    /** The server writes a query in its own way, before 16 with the table before each column; what it means is not ours to say. */
    private static DatabaseSchema withQueries(DatabaseSchema foretold, DatabaseSchema found) {
        Map<ObjectName, View> views = new TreeMap<>(foretold.views());
        views.replaceAll((name, view) -> {
            View known = found.views().get(name);
            return known != null && words(known.query()).equals(words(view.query()))
                    ? view.withQuery(known.query())
                    : view;
        });
        return foretold.withViews(views);
    }

    private static String words(String query) {
        return query.replaceAll("\\w+\\.", "").replaceAll("[()\\s;]", "").toLowerCase(Locale.ROOT);
    }

    private static List<String> lines(DatabaseSchema schema) {
        return Stream.of(schema.toString()
                        .replaceAll("\\s+", " ")
                        .replaceAll(
                                "\\b(Table|Column|PrimaryKey|Unique|Check|ForeignKey|Exclude|Index|Sequence|EnumType|"
                                        + "Domain|CompositeType|Attribute|View|Extension|Grant)\\[",
                                "\n$0")
                        .split("\n"))
                .toList();
    }
}
