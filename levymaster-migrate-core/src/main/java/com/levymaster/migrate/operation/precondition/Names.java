package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
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
     * Refuses a default that calls a function with the name of a type of the schema: PostgreSQL takes {@code lower('A')} for a
     * cast to type {@code lower}. A column of that type may be meant to have the cast, and a type that PostgreSQL has too is not
     * the one that it finds.
     *
     * @param type the type of the column; {@code null} if it is not known
     */
    List<Refusal> calls(@Nullable DefaultValue value, @Nullable ColumnType type) {
        if (!(value instanceof DefaultValue.Expression expression)) {
            return List.of();
        }
        SqlTokens tokens = SqlTokens.flat(expression.sql());
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i + 3 < tokens.tokens().size(); i++) {
            String name = tokens.tokens().get(i).identifier();
            boolean call = !name.isEmpty()
                    && tokens.at(i + 1, "(")
                    && tokens.tokens().get(i + 2).kind() == TokenKind.STRING
                    && tokens.at(i + 3, ")");
            if (call && (i == 0 || !tokens.at(i - 1, "."))) {
                ObjectName known = schema.resolve(ObjectName.of(name));
                refusals.addAll(Refusal.when(
                        typeOf(known).isPresent()
                                && hidden(ObjectName.of(name)).isEmpty()
                                && type != null
                                && !isOf(type, known),
                        "there is a type " + known
                                + ", to which PostgreSQL casts the text, instead of calling the function",
                        "name the schema of the function, as in pg_catalog." + name + "(…)"));
            }
        }
        return refusals;
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
