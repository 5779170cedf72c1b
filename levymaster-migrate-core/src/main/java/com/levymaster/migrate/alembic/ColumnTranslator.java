package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Constant;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.alembic.TranslatedColumn.Counting;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Translates {@code sa.Column(…)}.
 *
 * @param schema the schema of the table
 */
record ColumnTranslator(@Nullable String schema) {

    /** Arguments of the client side. */
    private static final List<String> IGNORED = List.of(
            "default",
            "onupdate",
            "server_onupdate",
            "doc",
            "info",
            "key",
            "quote",
            "system",
            "insert_default",
            "insert_sentinel",
            "sort_order");

    TranslatedColumn translate(Expression expression) {
        if (!(expression instanceof Call call) || !Scope.functionName(call).equals("Column")) {
            throw new NotUnderstoodException(expression.line(), "something else than a column");
        }
        Arguments arguments = new Arguments(call, "name", "type_");
        String name = arguments.requiredText("name");
        TranslatedType type = new TypeTranslator(schema).translate(arguments.required("type_"));
        boolean keyed = arguments.isTrue("primary_key");
        Boolean nullable = arguments.flag("nullable");
        Column column = Column.of(name, type.type())
                .withCollation(type.collation())
                .withNullable(nullable == null ? !keyed : nullable)
                .withComment(arguments.text("comment"));
        column = withServerDefault(column, arguments.optional("server_default"));
        boolean ofClient = call.arguments().stream().anyMatch(SequenceTranslator::isDefaultOfClient);
        Counting counting = ofClient ? Counting.NEVER : counting(arguments.optional("autoincrement"));
        arguments.ignoring("autoincrement");
        boolean unique = arguments.isTrue("unique");
        boolean indexed = arguments.isTrue("index");
        List<Constraint> constraints = new ArrayList<>();
        for (Expression part : arguments.rest()) {
            column = withPart(column, part, constraints);
        }
        if (!type.allowed().isEmpty()) {
            constraints.add(allowed(name, type));
        }
        IGNORED.forEach(arguments::ignoring);
        arguments.end();
        boolean references = constraints.stream().anyMatch(ForeignKey.class::isInstance);
        return new TranslatedColumn(
                column,
                keyed,
                references && counting == Counting.AUTO ? Counting.NEVER : counting,
                unique,
                indexed,
                constraints,
                type.created());
    }

    private static Column withServerDefault(Column column, @Nullable Expression value) {
        return value instanceof Call call
                ? switch (Scope.functionName(call)) {
                    case "Identity" -> identified(column, call);
                    case "Computed" -> column.withGenerated(generated(call));
                    case "FetchedValue" -> column;
                    default -> column.withDefault(SqlValues.serverDefault(call));
                }
                : column.withDefault(SqlValues.serverDefault(value));
    }

    private static Column withPart(Column column, Expression part, List<Constraint> constraints) {
        if (!(part instanceof Call call)) {
            throw new NotUnderstoodException(part.line(), "a part of column " + column.name());
        }
        switch (Scope.functionName(call)) {
            case "ForeignKey" -> constraints.add(ConstraintTranslator.foreignKey(column.name(), call));
            case "CheckConstraint" -> constraints.add(ConstraintTranslator.translate(call));
            case "Sequence" -> {
                return column;
            }
            case "Identity" -> {
                return identified(column, call);
            }
            case "Computed" -> {
                return column.withGenerated(generated(call));
            }
            default ->
                throw new NotUnderstoodException(call.line(), Scope.functionName(call) + " of column " + column.name());
        }
        return column;
    }

    private static Column identified(Column column, Call call) {
        return column.withNullable(false).withDefault(null).withIdentity(identity(call));
    }

    private static Counting counting(@Nullable Expression value) {
        if (value instanceof Constant constant) {
            return Boolean.TRUE.equals(constant.value()) ? Counting.ALWAYS : Counting.NEVER;
        }
        return value instanceof Text text && text.value().equals("ignore_fk") ? Counting.ALWAYS : Counting.AUTO;
    }

    private static Constraint allowed(String column, TranslatedType type) {
        String values = type.allowed().stream().map(SqlValues.DIALECT::literal).collect(Collectors.joining(", "));
        String name = type.checkName();
        return Constraint.Check.of(name == null ? "" : name, SqlValues.DIALECT.quote(column) + " IN (" + values + ")");
    }

    static GenerationExpression generated(Call call) {
        Arguments arguments = new Arguments(call, "sqltext", "persisted");
        String sql = SqlValues.sql(arguments.required("sqltext"));
        Boolean persisted = arguments.flag("persisted");
        arguments.end();
        return new GenerationExpression(sql, !Boolean.FALSE.equals(persisted));
    }

    static Identity identity(Call call) {
        Arguments arguments = new Arguments(call, "always", "on_null", "start", "increment");
        boolean always = arguments.isTrue("always");
        SequenceOptions options = SequenceTranslator.options(arguments);
        arguments.ignoring("on_null").end();
        return new Identity(always, options);
    }

    /** The default that {@code alter_column} sets; {@code null} drops it. */
    static @Nullable DefaultValue changedDefault(@Nullable Expression value) {
        if (value instanceof Call call && call.function() instanceof Attribute function) {
            if (function.name().equals("Computed") || function.name().equals("FetchedValue")) {
                throw new NotUnderstoodException(call.line(), function.name() + " of an existing column");
            }
        }
        return SqlValues.serverDefault(value);
    }
}
