package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.alembic.Expression.Number;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names, SQL text and literals in the expressions of SQLAlchemy. */
final class SqlValues {

    /** Quoting does not depend on the server version. */
    static final Dialect DIALECT = Dialect.postgresql(180000);

    /** Functions that SQLAlchemy writes without parentheses. */
    private static final Set<String> ANSI = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "localtime",
            "localtimestamp",
            "session_user",
            "user");

    private SqlValues() {}

    /** A name: text, {@code op.f("…")} or {@code quoted_name("…")}. */
    static String name(Expression value) {
        if (value instanceof Text text) {
            return text.value();
        }
        String function = Scope.functionName(value);
        if (value instanceof Call call
                && (function.equals("f") || function.equals("quoted_name") || function.equals("conv"))) {
            return name(call.arguments().get(0));
        }
        throw new NotUnderstoodException(value.line(), "a name that is not text");
    }

    static int integer(Expression value) {
        if (value instanceof Number number && number.text().matches("-?\\d{1,9}")) {
            return Integer.parseInt(number.text());
        }
        throw new NotUnderstoodException(value.line(), "a value that is not a whole number");
    }

    /** SQL text: a string, {@code sa.text("…")}, {@code sa.func.now()}, {@code sa.column("…")} and the like. */
    static String sql(Expression value) {
        if (value instanceof Text text) {
            return unescaped(text.value());
        }
        if (value instanceof Number number) {
            return number.text();
        }
        if (value instanceof Constant constant) {
            return constant.value() == null ? "NULL" : constant.value().toString();
        }
        if (value instanceof Call call) {
            return call(call);
        }
        throw new NotUnderstoodException(value.line(), "an SQL expression");
    }

    private static String call(Call call) {
        String path = Expression.path(call.function());
        String function = Scope.functionName(call);
        if (path != null && path.contains(".func.")) {
            return function(path.substring(path.indexOf(".func.") + 6), call.arguments());
        }
        return switch (function) {
            case "next_value" -> nextValue(call);
            case "text", "literal_column" -> sql(call.arguments().get(0));
            case "column", "Column" -> DIALECT.quote(name(call.arguments().get(0)));
            case "literal" -> literal(call.arguments().get(0));
            case "true", "false", "null" -> function;
            default -> throw new NotUnderstoodException(call.line(), "an SQL expression");
        };
    }

    /** {@code sa.Sequence("x").next_value()}. */
    private static String nextValue(Call call) {
        if (!(call.function() instanceof Attribute method)) {
            throw new NotUnderstoodException(call.line(), "an SQL expression");
        }
        ObjectName name = SequenceTranslator.translate(method.target()).name();
        String schema = name.schema() == null ? "" : DIALECT.quote(name.schema()) + ".";
        return "nextval(" + DIALECT.literal(schema + DIALECT.quote(name.name())) + ")";
    }

    private static String function(String name, List<Expression> arguments) {
        if (arguments.isEmpty() && ANSI.contains(name.toLowerCase(Locale.ROOT))) {
            return name.toUpperCase(Locale.ROOT);
        }
        return name + arguments.stream().map(SqlValues::argument).collect(Collectors.joining(", ", "(", ")"));
    }

    /** A string among the arguments of a function is a value, not SQL. */
    private static String argument(Expression value) {
        return value instanceof Text ? literal(value) : sql(value);
    }

    private static String literal(Expression value) {
        return value instanceof Text text ? DIALECT.literal(text.value()) : sql(value);
    }

    /** A colon is escaped in the text of SQLAlchemy where it does not begin a parameter. */
    private static String unescaped(String sql) {
        return sql.replace("\\:", ":");
    }

    /** A server default: a string is a quoted literal, everything else is SQL. {@code null} for {@code None}. */
    static @Nullable DefaultValue serverDefault(@Nullable Expression value) {
        if (value == null || (value instanceof Constant constant && constant.value() == null)) {
            return null;
        }
        return value instanceof Text text
                ? new DefaultValue.StringLiteral(text.value())
                : new DefaultValue.Expression(sql(value));
    }
}
