package com.levymaster.migrate.render;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Renders column types: {@code varchar(120)}, {@code array(text())}, {@code nativeType("tsvector")}. */
final class TypeRenderer {

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("boolean", "bool"),
            Map.entry("double precision", "doublePrecision"),
            Map.entry("character varying", "varchar"),
            Map.entry("bit varying", "bitVarying"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestampWithTimeZone"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timeWithTimeZone"));

    private static final Set<String> PLAIN = Set.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "numeric",
            "money",
            "boolean",
            "text",
            "bytea",
            "date",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "oid",
            "character varying",
            "interval",
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "time with time zone");

    private static final Set<String> SIZED = Set.of(
            "character varying",
            "character",
            "bit",
            "bit varying",
            "interval",
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "time with time zone");

    private final Imports imports;
    private final DatabaseSchema known;

    /** @param known distinguishes enum types and domains from the types of extensions */
    TypeRenderer(Imports imports, DatabaseSchema known) {
        this.imports = imports;
        this.known = known;
    }

    String of(ColumnType type) {
        if (type instanceof ColumnType.Array array) {
            return imports.type("array") + "(" + of(array.element()) + ")";
        }
        if (type instanceof ColumnType.BuiltIn builtIn && hasMethod(builtIn)) {
            String method = METHODS.getOrDefault(builtIn.name(), builtIn.name());
            return imports.type(method) + "(" + String.join(", ", builtIn.modifiers()) + ")";
        }
        return type instanceof ColumnType.UserDefined user ? userDefined(user) : nativeType(type);
    }

    private static boolean hasMethod(ColumnType.BuiltIn type) {
        List<String> modifiers = type.modifiers();
        return switch (modifiers.size()) {
            case 0 -> PLAIN.contains(type.name());
            case 1 -> SIZED.contains(type.name());
            default -> type.name().equals("numeric") && modifiers.size() == 2;
        };
    }

    /**
     * Renders a user-defined type; one whose text {@code nativeType} would not parse to the same type is named by
     * {@code userType}.
     */
    private String userDefined(ColumnType.UserDefined type) {
        ObjectName name = type.name();
        boolean plain = type.modifiers().isEmpty();
        if (plain && name.schema() == null && known.domains().containsKey(name)) {
            return imports.type("domain") + "(" + JavaLiterals.quoted(name.name()) + ")";
        }
        if (plain && name.schema() == null && known.enums().containsKey(name)) {
            return imports.type("enumType") + "(" + JavaLiterals.quoted(name.name()) + ")";
        }
        return !plain || readsBack(type)
                ? nativeType(type)
                : imports.type("userType") + "(" + objectName(name, imports) + ")";
    }

    private static boolean readsBack(ColumnType type) {
        try {
            return ColumnType.parse(type.display()).equals(type);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String nativeType(ColumnType type) {
        return imports.type("nativeType") + "(" + JavaLiterals.quoted(type.display()) + ")";
    }

    static String objectName(ObjectName name, Imports imports) {
        String schema = name.schema();
        String parts =
                schema == null ? JavaLiterals.quoted(name.name()) : JavaLiterals.quoted(List.of(schema, name.name()));
        return imports.named("schema.ObjectName") + ".of(" + parts + ")";
    }
}
