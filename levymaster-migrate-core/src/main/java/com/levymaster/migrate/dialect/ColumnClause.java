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

/** Writes the definition of a column, and what only a statement of its own can say about it. */
final class ColumnClause {

    private static final Set<String> STORAGES = Set.of("plain", "external", "extended", "main");

    private ColumnClause() {}

    static String definition(ServerVersion server, ObjectName table, Column column) {
        refuse(table, column);
        StringBuilder text = new StringBuilder(quote(column.name())).append(' ').append(TypeText.of(column.type()));
        if (column.collation() != null) {
            text.append(" collate ").append(quote(column.collation()));
        }
        text.append(own(column));
        if (column.identity() != null) {
            text.append(' ').append(identity(column.identity()));
        }
        if (column.generated() != null) {
            text.append(' ').append(generated(server, table, column, column.generated()));
        }
        return text.toString();
    }

    /** Nullability and default. */
    static String own(Column column) {
        return (column.nullable() || column.identity() != null ? "" : " not null")
                + (column.defaultValue() == null ? "" : " default " + defaultValue(column.defaultValue()));
    }

    /** {@code generated always as identity (…)}. */
    static String identity(Identity identity) {
        String options = SequenceClause.options(identity.options());
        return "generated " + (identity.always() ? "always" : "by default") + " as identity"
                + (options.isEmpty() ? "" : " (" + options.strip() + ")");
    }

    /** Statistics target and storage, which an old server's column definition has no words for. */
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

    static SqlStatement statistics(ObjectName table, String column, @Nullable Integer target) {
        return alter(table, column, "set statistics " + (target == null ? -1 : target));
    }

    static SqlStatement storage(ServerVersion server, ObjectName table, String column, @Nullable String storage) {
        if (storage == null) {
            server.require(
                    16,
                    "Column " + table + "." + column + " gets its type's default storage back",
                    "name the storage: plain, main, external or extended");
            return alter(table, column, "set storage default");
        }
        if (!STORAGES.contains(storage.toLowerCase(Locale.ROOT))) {
            throw new MigrationException(
                    "Column " + table + "." + column + ": '" + storage + "' is not a storage.",
                    "take plain, main, external or extended");
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
                    "make it a stored one, or compute the value in a view");
        }
        return "generated always as (" + generated.expression() + ") " + (generated.stored() ? "stored" : "virtual");
    }

    private static void refuse(ObjectName table, Column column) {
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
                    "keep one of them: a column gets its value from one place only");
        }
        if (column.identity() != null && column.type().display().endsWith("[]")) {
            throw new MigrationException(
                    "Column " + table + "." + column.name() + " is an identity of type "
                            + column.type().display() + ".",
                    "make it smallint, integer or bigint");
        }
    }
}
