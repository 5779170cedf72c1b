package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Items;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates the body of {@code upgrade()} or {@code downgrade()}. A statement that is not understood becomes a step that
 * fails, so that it is not lost; the others are translated.
 */
final class MethodTranslator {

    private static final Set<String> TABLE_FIRST =
            Set.of("add_column", "drop_column", "alter_column", "create_table_comment", "drop_table_comment");

    private final PythonSource source;
    private final Steps steps;
    private final Scope scope;
    private final boolean transactional;

    MethodTranslator(PythonSource source, Steps steps, Scope scope) {
        this(source, steps, scope, true);
    }

    private MethodTranslator(PythonSource source, Steps steps, Scope scope, boolean transactional) {
        this.source = source;
        this.steps = steps;
        this.scope = scope;
        this.transactional = transactional;
    }

    void translate(List<Statement> statements) {
        for (Statement statement : statements) {
            try {
                translate(statement);
            } catch (NotUnderstoodException e) {
                steps.add(failing(statement.line(), lastLine(statement), e.reason()));
                if (statement instanceof Statement.Assignment assignment) {
                    scope.forget(assignment.name());
                }
            }
        }
    }

    private void translate(Statement statement) {
        if (statement instanceof Statement.Import imported) {
            scope.imported(imported.names());
        } else if (statement instanceof Statement.Assignment assignment) {
            Expression value = scope.resolve(assignment.value());
            if (isDirective(value)) {
                call((Call) value);
            }
            scope.bind(assignment.name(), value);
        } else if (statement instanceof Statement.Evaluation evaluation) {
            evaluate(scope.resolve(evaluation.expression()));
        } else if (statement instanceof Statement.With with) {
            with(with);
        } else if (statement instanceof Statement.If condition) {
            boolean holds = Condition.holds(scope.resolve(condition.condition()));
            allOrNone(holds ? condition.body() : condition.otherwise());
        } else if (statement instanceof Statement.For loop) {
            loop(loop);
        } else if (statement instanceof Statement.Other other) {
            throw new NotUnderstoodException(other.line(), other.reason());
        } else {
            throw new NotUnderstoodException(statement.line(), "a function");
        }
    }

    /** A loop over values that are written out, as often as there are values. */
    private void loop(Statement.For loop) {
        if (!(scope.resolve(loop.values()) instanceof Items values)) {
            throw new NotUnderstoodException(loop.line(), "'for'");
        }
        List<Statement> unrolled = new ArrayList<>();
        for (Expression value : values.items()) {
            List<Expression> parts = loop.targets().size() == 1
                    ? List.of(value)
                    : value instanceof Items items ? items.items() : List.of();
            if (parts.size() != loop.targets().size()) {
                throw new NotUnderstoodException(loop.line(), "'for'");
            }
            for (int i = 0; i < parts.size(); i++) {
                unrolled.add(new Statement.Assignment(loop.targets().get(i), parts.get(i), loop.line()));
            }
            unrolled.addAll(loop.body());
        }
        allOrNone(unrolled);
    }

    /** If a statement is not understood, none of them is translated: the condition or loop is one step that fails. */
    private void allOrNone(List<Statement> statements) {
        Steps inside = new Steps(steps.schema());
        Scope inner = scope.nested();
        MethodTranslator translator = new MethodTranslator(source, inside, inner, transactional);
        for (Statement statement : statements) {
            translator.translate(statement);
        }
        inside.operations().forEach(steps::add);
        scope.bindAll(inner);
    }

    private void evaluate(Expression value) {
        if (value instanceof Call call) {
            call(call);
        } else if (!(value instanceof Text
                || (value instanceof Expression.Name name && name.name().equals("...")))) {
            throw new NotUnderstoodException(value.line(), "an expression without a call");
        }
    }

    /** Whether a value changes the database when it is computed. */
    private static boolean isDirective(Expression value) {
        String function = Scope.function(value);
        return function != null
                && function.startsWith("alembic.op.")
                && !Set.of("alembic.op.get_bind", "alembic.op.get_context", "alembic.op.f")
                        .contains(function);
    }

    private void call(Call call) {
        String function = Scope.function(call);
        OperationTranslator operations = new OperationTranslator(steps, transactional);
        if (function != null && function.startsWith("alembic.op.")) {
            operations.translate(function.substring("alembic.op.".length()), call);
            return;
        }
        if (call.function() instanceof Attribute method) {
            String target = Scope.function(method.target());
            if ("alembic.op.get_bind".equals(target) && method.name().equals("execute")) {
                operations.execute(call);
                return;
            }
            if ("alembic.op.batch_alter_table".equals(target)) {
                operations.translate(method.name(), ofTable((Call) method.target(), call, method.name()));
                return;
            }
            if (isEnum(method.target())
                    && (method.name().equals("create") || method.name().equals("drop"))) {
                enumType((Call) method.target(), call, method.name().equals("create"));
                return;
            }
        }
        throw new NotUnderstoodException(call.line(), function == null ? "a call" : "a call of " + function);
    }

    /** The same directive of {@code op}, with the table of the batch. */
    private static Call ofTable(Call batch, Call call, String directive) {
        Arguments arguments = new Arguments(batch, "table_name", "schema");
        Expression table = arguments.required("table_name");
        Expression schema = arguments.optional("schema");
        Map<String, Expression> named = new LinkedHashMap<>(call.named());
        List<Expression> positional = new ArrayList<>(call.arguments());
        boolean foreignKey = directive.equals("create_foreign_key");
        if (schema != null) {
            named.put(foreignKey ? "source_schema" : "schema", schema);
        }
        if (TABLE_FIRST.contains(directive)) {
            positional.add(0, table);
        } else if (positional.isEmpty() || directive.equals("drop_index")) {
            named.put(foreignKey ? "source_table" : "table_name", table);
        } else {
            positional.add(1, table);
        }
        named.remove("insert_after");
        named.remove("insert_before");
        return new Call(call.function(), positional, named, call.line());
    }

    private static boolean isEnum(Expression target) {
        String name = Scope.functionName(target);
        return name.equals("Enum") || name.equals("ENUM");
    }

    private void enumType(Call type, Call call, boolean create) {
        Arguments arguments = new Arguments(call, "bind");
        boolean guarded = !Boolean.FALSE.equals(arguments.flag("checkfirst"));
        arguments.ignoring("bind").end();
        Call creating = withCreation(type);
        TranslatedType translated = new TypeTranslator(null).translate(creating);
        if (!(translated.type() instanceof ColumnType.UserDefined user)) {
            return;
        }
        if (!create) {
            Operation drop = new DropEnum(user.name(), null);
            steps.add(guarded && !isKnown(user.name()) ? new IfExists(drop) : drop);
            return;
        }
        EnumType created = translated.created();
        if (created == null) {
            throw new NotUnderstoodException(call.line(), "an enum type without labels");
        }
        if (!guarded || !isKnown(created.name())) {
            Operation operation = new CreateEnum(created);
            steps.add(guarded ? new IfNotExists(operation) : operation);
        }
    }

    private boolean isKnown(ObjectName name) {
        return steps.schema().enums().containsKey(steps.schema().resolve(name));
    }

    /** The type without {@code create_type=False}, which only concerns tables. */
    private static Call withCreation(Call type) {
        Map<String, Expression> named = new LinkedHashMap<>(type.named());
        named.remove("create_type");
        return new Call(type.function(), type.arguments(), named, type.line());
    }

    private void with(Statement.With with) {
        Expression context = scope.resolve(with.context());
        String function = Scope.function(context);
        if ("alembic.op.batch_alter_table".equals(function)) {
            Scope inner = scope.nested();
            if (with.alias() != null) {
                inner.bind(with.alias(), context);
            }
            new MethodTranslator(source, steps, inner, transactional).translate(with.body());
        } else if (Scope.functionName(context).equals("autocommit_block")) {
            autocommit(with);
        } else {
            throw new NotUnderstoodException(with.line(), "'with'");
        }
    }

    private void autocommit(Statement.With with) {
        Steps inside = new Steps(steps.schema());
        new MethodTranslator(source, inside, scope.nested(), false).translate(with.body());
        List<Operation> operations =
                inside.operations().stream().map(ReviewedOperation::operation).toList();
        ReviewedOperation autocommit = ReviewedOperation.of(new Autocommit(operations));
        for (ReviewedOperation step : inside.operations()) {
            autocommit = autocommit.withRemark(step.review());
        }
        if (!operations.isEmpty()) {
            steps.add(autocommit);
        }
    }

    /** The message is also a comment, which stands in descriptions and log lines, where literals are masked. */
    private ReviewedOperation failing(int line, int lastLine, String reason) {
        String place = source.name() + ":" + line;
        String message = place + " was not translated (" + reason + "): "
                + source.line(line).strip();
        String sql = "-- " + message + "\ndo $alembic$ begin raise exception using message = "
                + SqlValues.DIALECT.literal(message.replace("$alembic$", "")) + "; end $alembic$";
        return new ReviewedOperation(
                new ExecuteSql(sql, null),
                "write this step by hand: " + reason + " was not understood (" + place + ")\n"
                        + source.lines(line, lastLine));
    }

    private static int lastLine(Statement statement) {
        if (statement instanceof Statement.If condition) {
            return condition.lastLine();
        }
        if (statement instanceof Statement.For loop) {
            return loop.lastLine();
        }
        return statement instanceof Statement.Other other ? other.lastLine() : statement.line();
    }

    static Statement.@Nullable Function function(List<Statement> statements, String name) {
        return statements.stream()
                .filter(Statement.Function.class::isInstance)
                .map(Statement.Function.class::cast)
                .filter(function -> function.name().equals(name))
                .reduce((first, last) -> last)
                .orElse(null);
    }
}
