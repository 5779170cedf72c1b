package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.alembic.Expression.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by their names. Each must be taken or ignored, so that none is lost. */
final class Arguments {

    private final Map<String, Expression> left = new LinkedHashMap<>();
    private final List<Expression> rest = new ArrayList<>();
    private final int line;

    /** @param positional the names of the leading parameters */
    Arguments(Call call, String... positional) {
        line = call.line();
        for (int i = 0; i < call.arguments().size(); i++) {
            if (i < positional.length) {
                left.put(positional[i], call.arguments().get(i));
            } else {
                rest.add(call.arguments().get(i));
            }
        }
        left.putAll(call.named());
    }

    int line() {
        return line;
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    /** Takes the arguments after the named ones. */
    List<Expression> rest() {
        List<Expression> taken = List.copyOf(rest);
        rest.clear();
        return taken;
    }

    /** Takes an argument; {@code null} if it is missing or {@code None}. */
    @Nullable
    Expression optional(String name) {
        Expression value = left.remove(name);
        return value instanceof Constant constant && constant.value() == null ? null : value;
    }

    Expression required(String name) {
        Expression value = optional(name);
        if (value == null) {
            throw new NotUnderstoodException(line, "no " + name);
        }
        return value;
    }

    @Nullable
    String text(String name) {
        Expression value = optional(name);
        return value == null ? null : SqlValues.name(value);
    }

    String requiredText(String name) {
        return SqlValues.name(required(name));
    }

    /** The names of a list; empty if the argument is missing. */
    List<String> texts(String name) {
        Expression value = optional(name);
        if (value == null) {
            return List.of();
        }
        return value instanceof Items items
                ? items.items().stream().map(SqlValues::name).toList()
                : List.of(SqlValues.name(value));
    }

    @Nullable
    Boolean flag(String name) {
        Expression value = optional(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Constant constant) {
            return constant.value();
        }
        throw new NotUnderstoodException(line, "the value of " + name);
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(flag(name));
    }

    @Nullable
    Integer number(String name) {
        Expression value = optional(name);
        return value == null ? null : SqlValues.integer(value);
    }

    /** Arguments without an effect on PostgreSQL. */
    Arguments ignoring(String... names) {
        for (String name : names) {
            left.remove(name);
        }
        return this;
    }

    /** @throws NotUnderstoodException if arguments are left that change the meaning of the call */
    void end() {
        if (!rest.isEmpty()) {
            throw new NotUnderstoodException(line, "more arguments than expected");
        }
        left.keySet()
                .removeIf(name -> name.startsWith("existing_")
                        || name.startsWith("mysql_")
                        || name.startsWith("sqlite_")
                        || name.startsWith("mssql_")
                        || name.startsWith("oracle_"));
        if (!left.isEmpty()) {
            throw new NotUnderstoodException(
                    line, "the argument " + left.keySet().iterator().next());
        }
    }
}
