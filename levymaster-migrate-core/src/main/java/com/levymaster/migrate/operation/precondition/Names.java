package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that are taken: tables, views, sequences and indexes of a schema share theirs, and so do its types. */
record Names(DatabaseSchema schema) {

    private static final String REMEDY =
            "choose another name, or rename or drop the existing object in an earlier step";

    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    /** The type names that are keywords: as identifiers, they mean no type of PostgreSQL. */
    private static final Set<String> KEYWORDS = Set.of(
            "bigint",
            "integer",
            "int",
            "smallint",
            "real",
            "boolean",
            "character",
            "char",
            "decimal",
            "dec",
            "float",
            "double");

    /** Refuses a name that every table has a column of already. */
    static List<Refusal> column(String name) {
        return Refusal.when(
                SYSTEM_COLUMNS.contains(name),
                name + " is the name of a system column, which every table has",
                "choose another name");
    }

    /** Refuses a name for a relation without a row type: an index, or a sequence since PostgreSQL 14. */
    List<Refusal> relation(ObjectName name) {
        return refusal(name, relationOf(schema.resolve(name)));
    }

    /** Refuses a name for a table, a view or a composite type, which are relations and types. */
    List<Refusal> rowType(ObjectName name) {
        ObjectName known = schema.resolve(name);
        return refusal(name, relationOf(known).or(() -> typeOf(known)));
    }

    /** Refuses a name for an enum or a domain; tables and views have a type of their name. */
    List<Refusal> type(ObjectName name) {
        ObjectName known = schema.resolve(name);
        return refusal(name, typeOf(known).or(() -> rowTypeOf(known)).or(() -> sequenceTypeOf(known)));
    }

    /** What relation has the name: {@code table}, {@code view} and so on; empty if none is known. */
    Optional<String> kindOfRelation(ObjectName name) {
        return relationOf(schema.resolve(name));
    }

    /** Whether the schema has a type of the name. */
    boolean isType(ObjectName name) {
        return kindOfType(name).isPresent();
    }

    /** What type has the name; a table or view is one, too. */
    Optional<String> kindOfType(ObjectName name) {
        ObjectName known = schema.resolve(name);
        return typeOf(known).or(() -> rowTypeOf(known));
    }

    /**
     * Refuses an unqualified name that PostgreSQL has a type of, because that is found before the types of all other
     * schemas, and would be changed or dropped.
     */
    List<Refusal> hidden(ObjectName type) {
        boolean builtIn = type.schema() == null
                && !KEYWORDS.contains(type.name())
                && type.name().matches("\"char\"|[a-z_0-9]+")
                && ColumnType.parse(type.name()) instanceof ColumnType.BuiltIn found
                && (found.name().equals("interval") || !found.name().startsWith("interval"));
        return Refusal.when(
                builtIn,
                "PostgreSQL has a type " + type.name() + ", which this name means in SQL",
                "name the schema of the type: op.inSchema("
                        + (schema.defaultName().equals(Preconditions.UNKNOWN_SCHEMA)
                                ? "…"
                                : "\"" + schema.defaultName() + "\"")
                        + ").types()");
    }

    /** Refuses a column whose type is one of the schema, but is not what its unqualified name means. */
    List<Refusal> hidden(ColumnType type) {
        ColumnType element = type instanceof ColumnType.Array array ? array.element() : type;
        return element instanceof ColumnType.UserDefined user
                        && typeOf(schema.resolve(user.name())).isPresent()
                ? hidden(user.name())
                : List.of();
    }

    /**
     * Refuses a default such as {@code lower('A')} where there is an enum of that name: PostgreSQL takes it for a cast to the enum,
     * which has no such value, or of which the column is not.
     *
     * @param type the type of the column; {@code null} if it is not known
     */
    List<Refusal> calls(@Nullable DefaultValue value, @Nullable ColumnType type) {
        if (!(value instanceof DefaultValue.Expression expression) || type == null) {
            return List.of();
        }
        SqlTokens tokens = SqlTokens.flat(expression.sql());
        boolean isCall = tokens.tokens().size() == 4
                && tokens.at(1, "(")
                && tokens.tokens().get(2).kind() == TokenKind.STRING
                && tokens.at(3, ")");
        String name = isCall ? tokens.tokens().get(0).identifier() : "";
        if (name.isEmpty() || !hidden(ObjectName.of(name)).isEmpty()) {
            return List.of();
        }
        ObjectName known = schema.resolve(ObjectName.of(name));
        EnumType found = schema.enums().get(known);
        return Refusal.when(
                found != null
                        && !(isValue(tokens.tokens().get(2).text(), found) && (isText(type) || isOf(type, known))),
                "there is a type " + known + ", to which PostgreSQL casts the text, instead of calling the function",
                "name the schema of the function, as in pg_catalog." + name + "(…)");
    }

    private static boolean isValue(String literal, EnumType type) {
        return type.labels().stream().anyMatch(value -> literal.equals("'" + value.replace("'", "''") + "'"));
    }

    private static boolean isText(ColumnType type) {
        return type instanceof ColumnType.BuiltIn builtIn
                && Set.of("text", "character varying", "character").contains(builtIn.name());
    }

    private boolean isOf(ColumnType type, ObjectName known) {
        return type instanceof ColumnType.UserDefined user
                && schema.resolve(user.name()).equals(known);
    }

    private static List<Refusal> refusal(ObjectName name, Optional<String> kind) {
        String article =
                kind.filter(k -> k.startsWith("e") || k.startsWith("i")).isPresent() ? "an " : "a ";
        return Refusal.when(kind.isPresent(), "there is already " + article + kind.orElse("") + " " + name, REMEDY);
    }

    private Optional<String> relationOf(ObjectName name) {
        if (schema.sequences().containsKey(name)) {
            return Optional.of("sequence");
        }
        return rowTypeOf(name).or(() -> indexOf(name));
    }

    private Optional<String> rowTypeOf(ObjectName name) {
        if (schema.tables().containsKey(name)) {
            return Optional.of("table");
        }
        View view = schema.views().get(name);
        if (view != null) {
            return Optional.of(view.materialized() ? "materialized view" : "view");
        }
        return schema.composites().containsKey(name) ? Optional.of("composite type") : Optional.empty();
    }

    /** Before PostgreSQL 14, a sequence has a row type. */
    private Optional<String> sequenceTypeOf(ObjectName name) {
        return schema.serverVersion() < 14 && schema.sequences().containsKey(name)
                ? Optional.of("sequence")
                : Optional.empty();
    }

    private Optional<String> typeOf(ObjectName name) {
        if (schema.enums().containsKey(name)) {
            return Optional.of("enum type");
        }
        return schema.domains().containsKey(name) ? Optional.of("domain") : Optional.empty();
    }

    private Optional<String> indexOf(ObjectName name) {
        for (Table table : schema.tables().values()) {
            if (Objects.equals(table.name().schema(), name.schema())) {
                Constraint constraint = table.constraints().get(name.name());
                if (table.indexes().containsKey(name.name()) || constraint != null && hasIndex(constraint)) {
                    return Optional.of("index of table " + table.name() + " with the name");
                }
            }
        }
        return Optional.empty();
    }

    /** The names that the indexes of a table have, or will have. */
    static List<String> ofIndexes(Table table) {
        return Stream.concat(
                        table.constraints().values().stream()
                                .filter(Names::hasIndex)
                                .map(Constraint::name),
                        table.indexes().keySet().stream())
                .toList();
    }

    /** Keys and exclusion constraints have an index of their name. */
    static boolean hasIndex(Constraint constraint) {
        return !(constraint instanceof ForeignKey) && !(constraint instanceof Constraint.Check);
    }
}
