package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces an enum label in defaults and expressions. */
public record EnumLabelEffects(ObjectName type, String from, String to) {

    /** Replaces a removed label in defaults; expressions remain, since only the author knows their meaning. */
    public DatabaseSchema inDefaults(DatabaseSchema schema) {
        return onTables(schema, table -> defaults(schema, table));
    }

    /** Renames a label in defaults and expressions. */
    public DatabaseSchema everywhere(DatabaseSchema schema) {
        return ViewUses.withQueries(
                onTables(schema, table -> expressions(schema, defaults(schema, table))),
                view -> in(view.query(), view.uses() == null));
    }

    /** Renames a label in a definition that the server has printed, so that a cast follows each literal. */
    public String in(String definition) {
        return in(definition, false);
    }

    private String in(String sql, boolean bare) {
        String renamed = new LabelReferences(type, from, bare).replaced(sql, literal(to));
        return SqlTokens.flat(sql).tokens().stream().anyMatch(this::isWithin) ? UnknownSql.of(renamed) : renamed;
    }

    /** Whether the label may be an element of an array, or an attribute of a row. */
    private boolean isWithin(Token token) {
        return token.kind() == TokenKind.STRING
                && token.text().contains(from)
                && (token.text().startsWith("'{") || token.text().startsWith("'("));
    }

    private static String literal(String label) {
        return "'" + label.replace("'", "''") + "'";
    }

    private Table expressions(DatabaseSchema schema, Table table) {
        boolean bare = table.columns().stream().anyMatch(column -> isOfType(schema, column));
        LabelReferences references = new LabelReferences(type, from, bare);
        return new TableExpressions(sql -> references.replaced(sql, literal(to))).in(table);
    }

    private boolean isOfType(DatabaseSchema schema, Column column) {
        ColumnType element = column.type() instanceof ColumnType.Array of ? of.element() : column.type();
        return element instanceof ColumnType.UserDefined user
                && schema.resolve(user.name()).equals(schema.resolve(type));
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
        return isOfType(schema, column) && column.defaultValue() instanceof DefaultValue.StringLiteral text
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
}
