package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes column definitions, and the statements for properties that a column definition cannot contain. */
final class ColumnClause {

    private static final Set<String> STORAGES = Set.of("plain", "external", "extended", "main");

    private ColumnClause() {}

    static String definition(ServerVersion server, ObjectName table, Column column) {
        validate(table, column);
        StringBuilder text =
                new StringBuilder(quote(column.name())).append(' ').append(TypeText.of(server, column.type()));
        if (column.compression() != null) {
            text.append(' ').append(compression(server, table, column.name(), column.compression()));
        }
        if (column.collation() != null) {
            text.append(" collate ").append(Identifiers.collation(column.collation()));
        }
        text.append(nullabilityAndDefault(server, table, column));
        if (column.identity() != null) {
            text.append(' ').append(identity(column.identity()));
        }
        if (column.generated() != null) {
            text.append(' ').append(generated(server, table, column, column.generated()));
        }
        return text.toString();
    }

    /** The {@code not null} and {@code default} clauses, each with a leading space. */
    static String nullabilityAndDefault(ServerVersion server, ObjectName table, Column column) {
        boolean implied = column.identity() != null && column.notNullName() == null;
        return (column.nullable() || implied ? "" : notNull(server, table, column))
                + (column.defaultValue() == null ? "" : " default " + defaultValue(column.defaultValue()));
    }

    private static String notNull(ServerVersion server, ObjectName table, Column column) {
        String name = column.notNullName();
        if (name != null) {
            requireNamed(server, table, column.name(), name);
        }
        if (column.noInherit()) {
            server.require(
                    18,
                    "Column " + table + "." + column.name() + " forbids null in its own table only",
                    "call notNull() instead of notNullNoInherit()");
        }
        return (name == null ? "" : " constraint " + quote(name)) + " not null"
                + (column.noInherit() ? " no inherit" : "");
    }

    static void requireNamed(ServerVersion server, ObjectName table, String column, String constraint) {
        server.require(
                18,
                "The not-null constraint of column " + table + "." + column + " has a name, " + constraint,
                "leave out the name, which earlier versions would not keep");
    }

    /** {@code generated always as identity (…)}. */
    static String identity(Identity identity) {
        String options = SequenceClause.options(identity.options());
        return "generated " + (identity.always() ? "always" : "by default") + " as identity"
                + (options.isEmpty() ? "" : " (" + options.strip() + ")");
    }

    /**
     * The statements for statistics target and storage mode, which the column definition of older servers cannot
     * contain.
     */
    static List<SqlStatement> extras(ServerVersion server, ObjectName table, Column column) {
        List<SqlStatement> statements = new ArrayList<>();
        if (column.statistics() != null) {
            statements.add(statistics(table, column.name(), column.statistics()));
        }
        if (column.storage() != null) {
            statements.add(storage(server, table, column.name(), column.storage()));
        }
        return statements;
    }

    /** {@code compression lz4}. */
    static String compression(ServerVersion server, ObjectName table, String column, @Nullable String method) {
        server.require(14, "Column " + table + "." + column + " has a compression", "leave out the compression");
        return "compression " + (method == null ? "default" : method.toLowerCase(Locale.ROOT));
    }

    static SqlStatement statistics(ObjectName table, String column, @Nullable Integer target) {
        return alter(table, column, "set statistics " + (target == null ? -1 : target));
    }

    static SqlStatement storage(ServerVersion server, ObjectName table, String column, @Nullable String storage) {
        if (storage == null) {
            server.require(
                    16,
                    "Column " + table + "." + column + " is reset to the default storage of its type",
                    "name the storage mode: plain, main, external or extended");
            return alter(table, column, "set storage default");
        }
        if (!STORAGES.contains(storage.toLowerCase(Locale.ROOT))) {
            throw new MigrationException(
                    "Column " + table + "." + column + ": '" + storage + "' is not a storage mode.",
                    "use plain, main, external or extended");
        }
        return alter(table, column, "set storage " + storage.toLowerCase(Locale.ROOT));
    }

    static SqlStatement alter(ObjectName table, String column, String action) {
        return SqlStatement.of("alter table " + quote(table) + " alter column " + quote(column) + " " + action);
    }

    static String defaultValue(DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                ? Expressions.inDefault(expression.sql())
                : Literals.literal(value);
    }

    private static String generated(
            ServerVersion server, ObjectName table, Column column, GenerationExpression generated) {
        if (!generated.stored()) {
            server.require(
                    18,
                    "Column " + table + "." + column.name() + " is a virtual generated column",
                    "make it a stored generated column, or compute the value in a view");
        }
        return "generated always as (" + generated.expression() + ") " + (generated.stored() ? "stored" : "virtual");
    }

    private static void validate(ObjectName table, Column column) {
        List<String> sources = new ArrayList<>();
        if (column.defaultValue() != null) {
            sources.add("a default");
        }
        if (column.identity() != null) {
            sources.add("an identity");
        }
        if (column.generated() != null) {
            sources.add("a generated expression");
        }
        if (sources.size() > 1) {
            throw new MigrationException(
                    "Column " + table + "." + column.name() + " has " + String.join(" and ", sources) + ".",
                    "keep only one of them");
        }
        if (column.identity() != null && column.type().display().endsWith("[]")) {
            throw new MigrationException(
                    "Column " + table + "." + column.name() + " is an identity of type "
                            + column.type().display() + ".",
                    "use smallint, integer or bigint");
        }
    }
}
