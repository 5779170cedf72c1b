package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/** One mapped column → the column that Hibernate's own schema creation would make of it. */
final class ColumnReader {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private final Metadata metadata;
    private final Dialect dialect;

    ColumnReader(Metadata metadata, Dialect dialect) {
        this.metadata = metadata;
        this.dialect = dialect;
    }

    /** What the {@code columnDefinition}, or the type that Hibernate chose, says, and the options after it. */
    ColumnDefinitionParser text(org.hibernate.mapping.Column column) {
        return ColumnDefinitionParser.parse(
                column.getSqlType(metadata) + " " + ColumnDefinitionParser.clauses(column.getOptions()));
    }

    Column read(org.hibernate.mapping.Column column, boolean inPrimaryKey) {
        ColumnDefinitionParser text = text(column);
        Identity identity = identity(column, text);
        boolean required = !column.isNullable() || Boolean.FALSE.equals(text.nullable());
        return new Column(
                IdentifierFolding.column(column),
                ColumnType.parse(text.type()),
                !(required || inPrimaryKey || identity != null),
                defaultValue(column.getDefaultValue() == null ? text.defaultValue() : column.getDefaultValue()),
                identity,
                generated(column, text),
                collation(column, text),
                comment(column.getComment()),
                null,
                null);
    }

    /** PostgreSQL keeps no empty comment, and Hibernate puts some on the columns of join tables. */
    static @Nullable String comment(@Nullable String comment) {
        return comment == null || comment.isEmpty() ? null : comment;
    }

    private @Nullable Identity identity(org.hibernate.mapping.Column column, ColumnDefinitionParser text) {
        if (text.identityAlways() != null) {
            return new Identity(text.identityAlways(), SequenceOptions.DEFAULT);
        }
        return column.isIdentity() ? Identity.byDefault() : null;
    }

    private @Nullable GenerationExpression generated(org.hibernate.mapping.Column column, ColumnDefinitionParser text) {
        if (column.getGeneratedAs() != null) {
            String clause = dialect.generatedAs(column.getGeneratedAs()).toLowerCase(Locale.ROOT);
            return new GenerationExpression(
                    column.getGeneratedAs(), clause.strip().endsWith("stored"));
        }
        return text.generatedAs() == null ? null : new GenerationExpression(text.generatedAs(), text.stored());
    }

    private static @Nullable String collation(org.hibernate.mapping.Column column, ColumnDefinitionParser text) {
        String collation = column.getCollation();
        return collation == null ? text.collation() : collation.replaceAll("^\"(.*)\"$", "$1");
    }

    static @Nullable DefaultValue defaultValue(@Nullable String sql) {
        if (sql == null || sql.isBlank()) {
            return null;
        }
        String text = sql.strip();
        if (NUMBER.matcher(text).matches()) {
            return new DefaultValue.NumberLiteral(new BigDecimal(text));
        }
        if (LITERAL.matcher(text).matches()) {
            return new DefaultValue.StringLiteral(
                    text.substring(1, text.length() - 1).replace("''", "'"));
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> new DefaultValue.BooleanLiteral(Boolean.parseBoolean(text));
            case "null" -> null;
            default -> new DefaultValue.Expression(text);
        };
    }
}
