package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces an enum label in defaults and expressions. */
public record EnumLabelEffects(ObjectName type, String from, String to) {

    /** Replaces a removed label in defaults; expressions remain, since only the author knows their meaning. */
    public DatabaseSchema inDefaults(DatabaseSchema schema) {
        return onTables(schema, table -> defaults(schema, table));
    }

    /** Renames a label in defaults and expressions. */
    public DatabaseSchema everywhere(DatabaseSchema schema) {
        return onTables(schema, table -> expressions(defaults(schema, table)));
    }

    private static DatabaseSchema onTables(DatabaseSchema schema, UnaryOperator<Table> change) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.replaceAll((name, table) -> change.apply(table));
        return schema.withTables(tables);
    }

    private Table defaults(DatabaseSchema schema, Table table) {
        return table.withColumns(
                table.columns().stream().map(c -> column(schema, c)).toList());
    }

    private Column column(DatabaseSchema schema, Column column) {
        boolean array = column.type() instanceof ColumnType.Array;
        ColumnType element = column.type() instanceof ColumnType.Array of ? of.element() : column.type();
        boolean isOfType = element instanceof ColumnType.UserDefined user
                && schema.resolve(user.name()).equals(schema.resolve(type));
        return isOfType && column.defaultValue() instanceof DefaultValue.StringLiteral text
                ? column.withDefault(
                        new DefaultValue.StringLiteral(array ? elements(text.value()) : label(text.value())))
                : column;
    }

    private String label(String value) {
        return value.equals(from) ? to : value;
    }

    private String elements(String array) {
        String element = "(?<=[{,])(\"?)" + Pattern.quote(from) + "\\1(?=[},])";
        return array.replaceAll(element, Matcher.quoteReplacement(to));
    }

    private Table expressions(Table table) {
        return table.withConstraints(table.constraints().values().stream()
                        .map(c -> c instanceof Constraint.Check check
                                ? new Constraint.Check(
                                        check.name(),
                                        expression(check.expression()),
                                        check.validated(),
                                        check.noInherit(),
                                        check.comment())
                                : c)
                        .toList())
                .withIndexes(table.indexes().values().stream().map(this::index).toList());
    }

    private Index index(Index index) {
        return index.withWhere(orNull(index.where()))
                .withKeys(index.keys().stream()
                        .map(p -> p.expression() == null
                                ? p
                                : new Index.Key(
                                        null,
                                        expression(p.expression()),
                                        p.descending(),
                                        p.nullsFirst(),
                                        p.operatorClass(),
                                        p.collation()))
                        .toList());
    }

    private @Nullable String orNull(@Nullable String sql) {
        return sql == null ? null : expression(sql);
    }

    private String expression(String sql) {
        return sql.replace(cast(from), cast(to));
    }

    /** The literal of a label as the server prints it. */
    private String cast(String label) {
        return "'" + label.replace("'", "''") + "'::" + type;
    }
}
