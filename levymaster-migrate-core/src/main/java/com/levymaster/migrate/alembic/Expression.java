package com.levymaster.migrate.alembic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An expression of Python, of the kinds that revisions contain. */
sealed interface Expression {

    int line();

    /** A string, of several adjacent literals if need be. */
    record Text(String value, int line) implements Expression {}

    /** An f-string, and strings beside it: what its values are is known where it is used. */
    record Formatted(List<Expression> parts, int line) implements Expression {

        public Formatted {
            parts = List.copyOf(parts);
        }
    }

    /** A number as it is written, with its sign. */
    record Number(String text, int line) implements Expression {}

    /** {@code True}, {@code False}, or {@code None}, which is {@code null}. */
    record Constant(@Nullable Boolean value, int line) implements Expression {}

    /** A variable, parameter, module or function. */
    record Name(String name, int line) implements Expression {}

    /** {@code target.name}. */
    record Attribute(Expression target, String name, int line) implements Expression {}

    /** A call; the arguments by name keep their order. */
    record Call(Expression function, List<Expression> arguments, Map<String, Expression> named, int line)
            implements Expression {

        /** Returns a copy with another first argument in front. */
        Call withFirst(Expression first) {
            return new Call(
                    function,
                    Stream.concat(Stream.of(first), arguments.stream()).toList(),
                    named,
                    line);
        }
    }

    /** A list, tuple or set. */
    record Items(List<Expression> items, int line) implements Expression {}

    /** A dictionary, as pairs of key and value. */
    record Dictionary(List<Map.Entry<Expression, Expression>> entries, int line) implements Expression {}

    /** {@code left operator right}. */
    record Binary(String operator, Expression left, Expression right, int line) implements Expression {}

    /** The dotted name of a variable or attribute, such as {@code sa.Column}; {@code null} for other expressions. */
    static @Nullable String path(Expression expression) {
        if (expression instanceof Name name) {
            return name.name();
        }
        String target = expression instanceof Attribute attribute ? path(attribute.target()) : null;
        return target == null ? null : target + "." + ((Attribute) expression).name();
    }

    /** The texts of a string, or of a list of strings; {@code None} is none. */
    static List<String> texts(Expression expression) {
        if (expression instanceof Constant constant && constant.value() == null) {
            return List.of();
        }
        if (expression instanceof Text text) {
            return List.of(text.value());
        }
        if (!(expression instanceof Items items)) {
            throw new NotUnderstoodException(expression.line(), "a value that is not text");
        }
        List<String> texts = new ArrayList<>();
        items.items().forEach(item -> texts.addAll(texts(item)));
        return texts;
    }
}
