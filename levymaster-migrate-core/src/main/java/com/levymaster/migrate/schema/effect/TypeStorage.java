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

    /**
     * Whether PostgreSQL changes only the catalog when a column of the type gets the other one.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ALTER TABLE, notes</a>
     */
    public static boolean isWidening(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        if (!(from instanceof ColumnType.BuiltIn oldType) || !(to instanceof ColumnType.BuiltIn newType)) {
            return false;
        }
        boolean textual = isText(oldType) && isText(newType);
        if (textual) {
            return newType.modifiers().isEmpty()
                    || (!oldType.modifiers().isEmpty() && number(oldType, 0) <= number(newType, 0));
        }
        if (!oldType.name().equals(newType.name())) {
            return oldType.name().equals("cidr") && newType.name().equals("inet");
        }
        return switch (oldType.name()) {
            case "numeric" -> newType.modifiers().isEmpty() || isWiderNumber(oldType, newType);
            case "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone",
                    "bit varying",
                    "interval" -> newType.modifiers().isEmpty() || isLonger(oldType, newType);
            default -> false;
        };
    }

    private static boolean isText(ColumnType.BuiltIn type) {
        return type.name().equals("text") || type.name().equals("character varying");
    }

    private static boolean isWiderNumber(ColumnType.BuiltIn oldType, ColumnType.BuiltIn newType) {
        return oldType.modifiers().size() == 2
                && newType.modifiers().size() == 2
                && number(oldType, 1) == number(newType, 1)
                && number(oldType, 0) <= number(newType, 0);
    }

    private static boolean isLonger(ColumnType.BuiltIn oldType, ColumnType.BuiltIn newType) {
        return !oldType.modifiers().isEmpty() && number(oldType, 0) <= number(newType, 0);
    }

    private static int number(ColumnType.BuiltIn type, int at) {
        return Integer.parseInt(type.modifiers().get(at));
    }
}
