package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Extension;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Determines the extensions of the types and functions that desired columns use and that the database lacks. */
final class RequiredExtensions {

    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("citext", "citext"),
            Map.entry("hstore", "hstore"),
            Map.entry("ltree", "ltree"),
            Map.entry("lquery", "ltree"),
            Map.entry("geometry", "postgis"),
            Map.entry("geography", "postgis"),
            Map.entry("box2d", "postgis"),
            Map.entry("box3d", "postgis"),
            Map.entry("vector", "vector"),
            Map.entry("halfvec", "vector"),
            Map.entry("sparsevec", "vector"),
            Map.entry("raster", "postgis_raster"),
            Map.entry("topogeometry", "postgis_topology"),
            Map.entry("ltxtquery", "ltree"),
            Map.entry("query_int", "intarray"),
            Map.entry("lo", "lo"),
            Map.entry("seg", "seg"),
            Map.entry("cube", "cube"),
            Map.entry("earth", "earthdistance"),
            Map.entry("isbn", "isn"),
            Map.entry("isbn13", "isn"),
            Map.entry("issn", "isn"),
            Map.entry("issn13", "isn"),
            Map.entry("ismn", "isn"),
            Map.entry("ismn13", "isn"),
            Map.entry("upc", "isn"),
            Map.entry("ean13", "isn"));

    private static final Map<String, Pattern> BY_FUNCTION = Map.of(
            "pgcrypto", Pattern.compile("(?i)\\b(gen_random_bytes|gen_salt|crypt|digest|hmac)\\s*\\("),
            "uuid-ossp", Pattern.compile("(?i)\\buuid_generate_v\\w+\\s*\\("));

    private RequiredExtensions() {}

    /** Whether the type, possibly with modifiers or as an array, is of a known extension. */
    static boolean contain(String type) {
        return BY_TYPE.containsKey(type.replaceFirst("[(\\[].*", "").strip());
    }

    /** Returns the extensions of the database, and those that desired columns require. */
    static Map<String, Extension> of(DatabaseSchema actual, DatabaseSchema desired) {
        Map<String, Extension> extensions = new TreeMap<>(actual.extensions());
        desired.tables().values().stream()
                .filter(table -> !table.equals(actual.tables().get(table.name())))
                .flatMap(table -> table.columns().stream())
                .flatMap(column -> Stream.concat(ofType(column.type(), desired).stream(), ofDefault(column)))
                .forEach(name -> extensions.putIfAbsent(name, new Extension(name, null)));
        return extensions;
    }

    /** Adds a remark to a step that creates an extension. */
    static ReviewedOperation review(ReviewedOperation step) {
        return step.operation() instanceof CreateExtension create
                ? step.withRemark(
                        "this fails where the extension " + create.extension().name()
                                + " exists already; it may need the privileges of the owner of the database")
                : step;
    }

    private static Optional<String> ofType(ColumnType type, DatabaseSchema desired) {
        if (type instanceof ColumnType.Array array) {
            return ofType(array.element(), desired);
        }
        boolean isOwn = type instanceof ColumnType.UserDefined user
                && Stream.of(desired.enums(), desired.domains(), desired.composites())
                        .anyMatch(types -> types.containsKey(user.name()));
        return type instanceof ColumnType.UserDefined user && !isOwn
                ? Optional.ofNullable(BY_TYPE.get(user.name().name()))
                : Optional.empty();
    }

    private static Stream<String> ofDefault(Column column) {
        return column.defaultValue() instanceof DefaultValue.Expression expression
                ? BY_FUNCTION.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().matcher(expression.sql()).find())
                        .map(Map.Entry::getKey)
                : Stream.empty();
    }
}
