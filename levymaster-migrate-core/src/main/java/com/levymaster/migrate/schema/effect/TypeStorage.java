package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import java.util.Locale;
import java.util.Set;

/** The storage of PostgreSQL's types. A column with the storage of its type has none of its own. */
public final class TypeStorage {

    private static final Set<String> MAIN = Set.of("numeric", "inet", "cidr");

    private static final Set<String> EXTENDED = Set.of(
            "text",
            "character varying",
            "character",
            "bytea",
            "json",
            "jsonb",
            "xml",
            "bit",
            "bit varying",
            "path",
            "polygon",
            "tsvector");

    private static final Set<String> PLAIN = Set.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "boolean",
            "date",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "interval",
            "uuid",
            "money",
            "oid");

    private TypeStorage() {}

    static Column normalized(Column column) {
        String storage = column.storage();
        return storage != null && storage.toLowerCase(Locale.ROOT).equals(of(column.type()))
                ? column.withStorage(null)
                : column;
    }

    /** Whether values of the type have a fixed size, and cannot be stored otherwise than plain. */
    public static boolean isPlain(DatabaseSchema schema, ColumnType type) {
        if (!(type instanceof ColumnType.UserDefined user)) {
            return of(type).equals("plain");
        }
        Domain domain = schema.domains().get(schema.resolve(user.name()));
        return domain == null
                ? schema.enums().containsKey(schema.resolve(user.name()))
                : isPlain(schema, domain.type());
    }

    /** The storage of the type; empty if it depends on the definition of the type. */
    public static String of(ColumnType type) {
        if (type instanceof ColumnType.Array) {
            return "extended";
        }
        if (!(type instanceof ColumnType.BuiltIn builtIn)) {
            return "";
        }
        String main = MAIN.contains(builtIn.name()) ? "main" : "";
        String extended = EXTENDED.contains(builtIn.name()) ? "extended" : main;
        return PLAIN.contains(builtIn.name()) ? "plain" : extended;
    }
}
