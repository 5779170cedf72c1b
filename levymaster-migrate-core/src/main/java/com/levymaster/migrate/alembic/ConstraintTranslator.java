package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Items;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Constraint.Check;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.Constraint.Exclusion;
import com.levymaster.migrate.schema.Constraint.PrimaryKey;
import com.levymaster.migrate.schema.Constraint.Unique;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates constraints; the name of one that has none is empty. */
final class ConstraintTranslator {

    private static final Pattern ACTION = Pattern.compile("(?i)\\s*(set (?:null|default))\\s*\\((.*)\\)\\s*");

    private ConstraintTranslator() {}

    /** Translates {@code sa.UniqueConstraint(…)} and its like, as in {@code create_table}. */
    static Constraint translate(Call call) {
        return switch (Scope.functionName(call)) {
            case "PrimaryKeyConstraint" -> {
                Arguments arguments = new Arguments(call);
                List<String> columns =
                        arguments.rest().stream().map(SqlValues::name).toList();
                yield primaryKey(nameOf(arguments), columns, arguments);
            }
            case "UniqueConstraint" -> {
                Arguments arguments = new Arguments(call);
                List<String> columns =
                        arguments.rest().stream().map(SqlValues::name).toList();
                yield unique(nameOf(arguments), columns, arguments);
            }
            case "CheckConstraint" -> {
                Arguments arguments = new Arguments(call, "sqltext", "name");
                yield check(nameOf(arguments), arguments.required("sqltext"), arguments);
            }
            case "ForeignKeyConstraint" -> {
                Arguments arguments = new Arguments(call, "columns", "refcolumns", "name");
                yield foreignKey(
                        nameOf(arguments), arguments.texts("columns"), arguments.texts("refcolumns"), arguments);
            }
            case "ExcludeConstraint" -> exclusion(new Arguments(call));
            default -> throw new NotUnderstoodException(call.line(), Scope.functionName(call));
        };
    }

    static String nameOf(Arguments arguments) {
        String name = arguments.text("name");
        return name == null ? "" : name;
    }

    static PrimaryKey primaryKey(String name, List<String> columns, Arguments arguments) {
        Deferral deferral = deferral(arguments);
        List<String> include = arguments.texts("postgresql_include");
        ended(arguments);
        return new PrimaryKey(name, columns, include, false, deferral, null);
    }

    static Unique unique(String name, List<String> columns, Arguments arguments) {
        Deferral deferral = deferral(arguments);
        List<String> include = arguments.texts("postgresql_include");
        boolean notDistinct = arguments.isTrue("postgresql_nulls_not_distinct");
        ended(arguments);
        return new Unique(name, columns, include, notDistinct, false, deferral, null);
    }

    static Check check(String name, Expression condition, Arguments arguments) {
        boolean validated = !arguments.isTrue("postgresql_not_valid");
        String sql = SqlValues.sql(condition);
        ended(arguments);
        return Check.of(name, sql).withValidated(validated);
    }

    /** Translates {@code sa.ForeignKey("table.column")} of a column; with {@code use_alter}, no operation of Alembic creates it. */
    static Optional<ForeignKey> foreignKey(String column, Call call) {
        Arguments arguments = new Arguments(call, "column");
        List<String> referenced = List.of(arguments.requiredText("column"));
        boolean altered = arguments.isTrue("use_alter");
        ForeignKey key = foreignKey(nameOf(arguments), List.of(column), referenced, arguments);
        return altered ? Optional.empty() : Optional.of(key);
    }

    /** @param referenced {@code table.column} or {@code schema.table.column} */
    private static ForeignKey foreignKey(
            String name, List<String> columns, List<String> referenced, Arguments arguments) {
        List<String> tables = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String target : referenced) {
            int dot = target.lastIndexOf('.');
            if (dot < 0) {
                throw new NotUnderstoodException(arguments.line(), "a foreign key to a table without a column");
            }
            tables.add(target.substring(0, dot));
            keys.add(target.substring(dot + 1));
        }
        if (tables.stream().distinct().count() != 1) {
            throw new NotUnderstoodException(arguments.line(), "a foreign key without one table");
        }
        int dot = tables.get(0).lastIndexOf('.');
        ObjectName table = ObjectName.of(
                dot < 0 ? null : tables.get(0).substring(0, dot), tables.get(0).substring(dot + 1));
        arguments.ignoring("use_alter", "link_to_name");
        return foreignKey(name, columns, table, keys, arguments);
    }

    static ForeignKey foreignKey(
            String name, List<String> columns, ObjectName table, List<String> keys, Arguments arguments) {
        String onDelete = arguments.text("ondelete");
        Matcher some = ACTION.matcher(onDelete == null ? "" : onDelete);
        List<String> set = some.matches()
                ? Arrays.stream(some.group(2).split(",")).map(String::strip).toList()
                : List.of();
        Action delete = action(some.matches() ? some.group(1) : onDelete, arguments);
        Action update = action(arguments.text("onupdate"), arguments);
        String match = arguments.text("match");
        boolean validated = !arguments.isTrue("postgresql_not_valid");
        Deferral deferral = deferral(arguments);
        ended(arguments);
        boolean full = match != null && match.equalsIgnoreCase("full");
        return new ForeignKey(
                name, columns, table, keys, delete, set, update, full, deferral, validated, false, false, null);
    }

    private static Action action(@Nullable String text, Arguments arguments) {
        String name = text == null
                ? "NO_ACTION"
                : text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "_");
        return Stream.of(Action.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotUnderstoodException(arguments.line(), "the action " + text));
    }

    /** Translates {@code postgresql.ExcludeConstraint(("room", "="), …)}, or the same arguments of {@code op}. */
    static Exclusion exclusion(Arguments arguments) {
        List<Exclusion.Element> elements = new ArrayList<>();
        for (Expression pair : arguments.rest()) {
            if (!(pair instanceof Items items) || items.items().size() != 2) {
                throw new NotUnderstoodException(pair.line(), "an element of an exclusion constraint");
            }
            Expression key = items.items().get(0);
            String expression = key instanceof Text text ? SqlValues.DIALECT.quote(text.value()) : SqlValues.sql(key);
            elements.add(new Exclusion.Element(
                    expression, SqlValues.name(items.items().get(1))));
        }
        String name = nameOf(arguments);
        String using = arguments.text("using");
        Expression where = arguments.optional("where");
        Deferral deferral = deferral(arguments);
        ended(arguments);
        return new Exclusion(
                name,
                using == null ? "gist" : using,
                elements,
                where == null ? null : SqlValues.sql(where),
                deferral,
                null);
    }

    private static Deferral deferral(Arguments arguments) {
        boolean deferrable = arguments.isTrue("deferrable");
        String initially = arguments.text("initially");
        if (initially != null && initially.equalsIgnoreCase("deferred")) {
            return Deferral.INITIALLY_DEFERRED;
        }
        return deferrable || initially != null ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
    }

    private static void ended(Arguments arguments) {
        arguments.ignoring("info", "comment_", "_create_rule", "_type_bound").end();
    }
}
