package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Binary;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Dictionary;
import com.levymaster.migrate.alembic.Expression.Formatted;
import com.levymaster.migrate.alembic.Expression.Items;
import com.levymaster.migrate.alembic.Expression.Name;
import com.levymaster.migrate.alembic.Expression.Text;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variables and imports that are known at one place of a file. */
final class Scope {

    private final Map<String, String> imports = new HashMap<>(Map.of("op", "alembic.op", "sa", "sqlalchemy"));
    private final Map<String, Expression> variables = new HashMap<>();

    /** A scope within this one: what it binds is not seen outside. */
    Scope nested() {
        Scope nested = new Scope();
        nested.imports.putAll(imports);
        nested.variables.putAll(variables);
        return nested;
    }

    void imported(Map<String, String> names) {
        imports.putAll(names);
    }

    /** Takes over what a nested scope has bound. */
    void bindAll(Scope nested) {
        variables.putAll(nested.variables);
    }

    void bind(String name, Expression value) {
        variables.put(name, value);
    }

    void forget(String name) {
        variables.remove(name);
    }

    /** Replaces variables by their values, imported names by their full names, and concatenations by their result. */
    Expression resolve(Expression expression) {
        if (expression instanceof Name name) {
            return named(name);
        }
        if (expression instanceof Attribute attribute) {
            return new Attribute(resolve(attribute.target()), attribute.name(), attribute.line());
        }
        if (expression instanceof Call call) {
            Map<String, Expression> named = new LinkedHashMap<>();
            call.named().forEach((name, value) -> named.put(name, resolve(value)));
            return known(new Call(resolve(call.function()), resolved(call.arguments()), named, call.line()));
        }
        if (expression instanceof Items items) {
            return new Items(resolved(items.items()), items.line());
        }
        if (expression instanceof Dictionary dictionary) {
            return new Dictionary(
                    dictionary.entries().stream()
                            .map(entry -> Map.entry(resolve(entry.getKey()), resolve(entry.getValue())))
                            .toList(),
                    dictionary.line());
        }
        if (expression instanceof Formatted formatted) {
            return FormattedText.joined(resolved(formatted.parts()), formatted.line());
        }
        return expression instanceof Binary binary ? joined(binary) : expression;
    }

    /** The result of a function of Python whose arguments are known. */
    private static Expression known(Call call) {
        boolean dedent = "textwrap.dedent".equals(function(call))
                && call.named().isEmpty()
                && call.arguments().size() == 1;
        return dedent && call.arguments().get(0) instanceof Text text
                ? new Text(FormattedText.dedented(text.value()), text.line())
                : call;
    }

    private Expression named(Name name) {
        Expression value = variables.get(name.name());
        return value != null ? value : dotted(imports.getOrDefault(name.name(), name.name()), name.line());
    }

    private static Expression dotted(String path, int line) {
        Expression expression = null;
        for (String part : path.split("\\.")) {
            expression = expression == null ? new Name(part, line) : new Attribute(expression, part, line);
        }
        return expression == null ? new Name(path, line) : expression;
    }

    private Expression joined(Binary binary) {
        Expression left = resolve(binary.left());
        Expression right = resolve(binary.right());
        if (binary.operator().equals("+") && left instanceof Text a && right instanceof Text b) {
            return new Text(a.value() + b.value(), a.line());
        }
        if (binary.operator().equals("+") && left instanceof Items a && right instanceof Items b) {
            return new Items(
                    Stream.concat(a.items().stream(), b.items().stream()).toList(), a.line());
        }
        return new Binary(binary.operator(), left, right, binary.line());
    }

    private List<Expression> resolved(List<Expression> expressions) {
        return expressions.stream().map(this::resolve).toList();
    }

    /** The full name of a called function, such as {@code alembic.op.create_table}; {@code null} for other expressions. */
    static @Nullable String function(Expression resolved) {
        return resolved instanceof Call call ? Expression.path(call.function()) : null;
    }

    /** The last part of the name of a called function, such as {@code Column}; empty for other expressions. */
    static String functionName(Expression resolved) {
        if (!(resolved instanceof Call call)) {
            return "";
        }
        return call.function() instanceof Attribute attribute
                ? attribute.name()
                : call.function() instanceof Name name ? name.name() : "";
    }
}
