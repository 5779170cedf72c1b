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

    /** {@code if condition:}, with the block of its {@code else}. */
    record If(Expression condition, List<Statement> body, List<Statement> otherwise, int line, int lastLine)
            implements Statement {

        public If {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** {@code for targets in values:}. */
    record For(List<String> targets, Expression values, List<Statement> body, int line, int lastLine)
            implements Statement {

        public For {
            targets = List.copyOf(targets);
            body = List.copyOf(body);
        }
    }

    /** Any other statement, with its block. */
    record Other(String reason, int line, int lastLine) implements Statement {}
}
