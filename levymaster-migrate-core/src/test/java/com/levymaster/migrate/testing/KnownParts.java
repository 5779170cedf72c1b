package com.levymaster.migrate.testing;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.schema.View;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes exactly those expressions and queries that a simulated schema marks as unknown from the schema that was found. */
public final class KnownParts {

    private KnownParts() {}

    public static DatabaseSchema completed(DatabaseSchema simulated, DatabaseSchema found) {
        Map<ObjectName, Table> tables = new TreeMap<>(simulated.tables());
        tables.replaceAll((name, table) -> {
            Table other = found.tables().get(name);
            return other == null ? table : completed(table, other);
        });
        Map<ObjectName, View> views = new TreeMap<>(simulated.views());
        views.replaceAll((name, view) -> {
            View other = found.views().get(name);
            return other == null || !UnknownSql.isUnknown(view.query()) ? view : view.withQuery(other.query());
        });
        return simulated.withTables(tables).withViews(views);
    }

    private static Table completed(Table table, Table found) {
        return table.withColumns(table.columns().stream()
                        .map(c ->
                                found.column(c.name()).map(o -> completed(c, o)).orElse(c))
                        .toList())
                .withConstraints(table.constraints().values().stream()
                        .map(c -> isUnknown(c) ? found.constraints().getOrDefault(c.name(), c) : c)
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .map(i -> isUnknown(i) ? found.indexes().getOrDefault(i.name(), i) : i)
                        .toList());
    }

    private static Column completed(Column column, Column found) {
        GenerationExpression generated = column.generated();
        if (generated != null && UnknownSql.isUnknown(generated.expression())) {
            return column.withGenerated(found.generated());
        }
        return column.defaultValue() instanceof DefaultValue.Expression expression
                        && UnknownSql.isUnknown(expression.sql())
                ? column.withDefault(found.defaultValue())
                : column;
    }

    private static boolean isUnknown(Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return UnknownSql.isUnknown(check.expression());
        }
        return constraint instanceof Constraint.Exclusion exclusion
                && (isUnknown(exclusion.where())
                        || exclusion.elements().stream().anyMatch(e -> UnknownSql.isUnknown(e.expression())));
    }

    private static boolean isUnknown(Index index) {
        return isUnknown(index.where()) || index.keys().stream().anyMatch(key -> isUnknown(key.expression()));
    }

    private static boolean isUnknown(@Nullable String sql) {
        return sql != null && UnknownSql.isUnknown(sql);
    }
}
