package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes the SQL expressions of a table: of defaults, generated columns, constraints, indexes and the partition key. */
record TableExpressions(UnaryOperator<String> change) {

    Table in(Table table) {
        return table.withColumns(table.columns().stream().map(this::in).toList())
                .withConstraints(
                        table.constraints().values().stream().map(this::in).toList())
                .withIndexes(table.indexes().values().stream().map(this::in).toList())
                .withOptions(in(table.options()));
    }

    /** {@code LIST (region)}: the word before the parentheses is no column. */
    private Table.Options in(Table.Options options) {
        String key = options.partitionBy();
        if (key == null || key.indexOf('(') < 0) {
            return options;
        }
        int open = key.indexOf('(');
        return options.withPartitionBy(key.substring(0, open) + change.apply(key.substring(open)));
    }

    private Column in(Column column) {
        GenerationExpression generated = column.generated();
        Column changed = generated == null
                ? column
                : column.withGenerated(
                        new GenerationExpression(change.apply(generated.expression()), generated.stored()));
        return changed.defaultValue() instanceof DefaultValue.Expression expression
                ? changed.withDefault(new DefaultValue.Expression(change.apply(expression.sql())))
                : changed;
    }

    Constraint in(Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return check.withExpression(change.apply(check.expression()));
        }
        return constraint instanceof Constraint.Exclusion exclusion ? in(exclusion) : constraint;
    }

    private Constraint in(Constraint.Exclusion exclusion) {
        return new Constraint.Exclusion(
                exclusion.name(),
                exclusion.method(),
                exclusion.elements().stream()
                        .map(e -> new Constraint.Exclusion.Element(change.apply(e.expression()), e.operator()))
                        .toList(),
                orNull(exclusion.where()),
                exclusion.deferral(),
                exclusion.comment());
    }

    Index in(Index index) {
        return index.withWhere(orNull(index.where()))
                .withKeys(index.keys().stream()
                        .map(key -> key.expression() == null ? key : key.withExpression(change.apply(key.expression())))
                        .toList());
    }

    private @Nullable String orNull(@Nullable String sql) {
        return sql == null ? null : change.apply(sql);
    }
}
