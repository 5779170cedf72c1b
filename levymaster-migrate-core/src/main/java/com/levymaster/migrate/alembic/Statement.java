package com.levymaster.migrate.alembic;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement of Python, of the kinds that revisions contain. */
sealed interface Statement {

    int line();

    /** {@code name = value}, with or without a type. */
    record Assignment(String name, Expression value, int line) implements Statement {}

    /** An expression, such as a call. */
    record Evaluation(Expression expression, int line) implements Statement {}

    /** {@code with context as alias:}. */
    record With(Expression context, @Nullable String alias, List<Statement> body, int line) implements Statement {

        public With {
            body = List.copyOf(body);
        }
    }

    /** {@code def name():}. */
    record Function(String name, List<Statement> body, int line) implements Statement {

        public Function {
            body = List.copyOf(body);
        }
    }

    /** Names that an import gives to modules and their members: {@code sa} is {@code sqlalchemy}. */
    record Import(Map<String, String> names, int line) implements Statement {}

    /** Any other statement, with its block. */
    record Other(String reason, int line, int lastLine) implements Statement {}
}
