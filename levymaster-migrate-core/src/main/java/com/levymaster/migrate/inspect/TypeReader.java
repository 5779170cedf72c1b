package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ColumnType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads types from the {@link #columns} of a query with these {@link #joins}; array types are read by their element.
 */
final class TypeReader {

    private TypeReader() {}

    static String columns(String modifier) {
        return """
                tn.nspname as type_schema, coalesce(te.typname, t.typname) as type_name, te.oid is not null as is_array,
                pg_catalog.format_type(coalesce(te.oid, t.oid), %s) as type_text""".formatted(modifier);
    }

    static String joins(String type) {
        return """
                join pg_catalog.pg_type t on t.oid operator(pg_catalog.=) %s
                left join pg_catalog.pg_type te on te.oid operator(pg_catalog.=) t.typelem
                  and te.typarray operator(pg_catalog.=) t.oid
                join pg_catalog.pg_namespace tn on tn.oid operator(pg_catalog.=) coalesce(te.typnamespace, t.typnamespace)""".formatted(type);
    }

    static ColumnType read(Row row, CatalogQueries queries) throws SQLException {
        String schema = row.text("type_schema");
        String text = row.text("type_text");
        ColumnType type = schema.equals("pg_catalog")
                ? builtIn(text)
                : new ColumnType.UserDefined(queries.name(schema, row.text("type_name")), modifiers(text));
        return row.flag("is_array") ? type.array() : type;
    }

    private static ColumnType builtIn(String text) {
        ColumnType parsed = ColumnType.parse(text);
        return parsed instanceof ColumnType.UserDefined other
                ? new ColumnType.BuiltIn(other.name().name(), other.modifiers())
                : parsed;
    }

    private static List<String> modifiers(String text) {
        int open = text.endsWith(")") ? text.lastIndexOf('(') : -1;
        return open < 0
                ? List.of()
                : Arrays.stream(text.substring(open + 1, text.length() - 1).split(","))
                        .map(String::strip)
                        .toList();
    }
}
