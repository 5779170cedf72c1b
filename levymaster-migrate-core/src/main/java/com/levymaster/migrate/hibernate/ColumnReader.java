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
import org.hibernate.HibernateException;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/** Converts a mapped column to the column that Hibernate's schema creation would create. */
final class ColumnReader {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    /** Stands for a type without a name; it is never compared. */
    private static final String PLACEHOLDER = "text";

    private final Metadata metadata;
    private final Dialect dialect;

    ColumnReader(Metadata metadata, Dialect dialect) {
        this.metadata = metadata;
        this.dialect = dialect;
    }

    /** Parses the {@code columnDefinition}, or the type that Hibernate chose, together with the options. */
    ColumnDefinitionParser definition(org.hibernate.mapping.Column column) {
        String type = hasType(column) ? column.getSqlType(metadata) : PLACEHOLDER;
        return ColumnDefinitionParser.parse(type + " " + ColumnDefinitionParser.clauses(column.getOptions()));
    }

    /** Whether Hibernate has a name for the type. */
    boolean hasType(org.hibernate.mapping.Column column) {
        try {
            return !column.getSqlType(metadata).isEmpty();
        } catch (HibernateException e) {
            return false;
        }
    }

    /** Whether the mapping states the type itself, and not what it has to store. */
    boolean isTypeStated(org.hibernate.mapping.Column column) {
        var derived = new org.hibernate.mapping.Column(column.getName());
        derived.setValue(column.getValue());
        derived.setTypeIndex(column.getTypeIndex());
        derived.setSqlTypeCode(column.getSqlTypeCode());
        derived.setLength(column.getLength());
        derived.setPrecision(column.getPrecision());
        derived.setScale(column.getScale());
        derived.setTemporalPrecision(column.getTemporalPrecision());
        derived.setArrayLength(column.getArrayLength());
        return hasType(column)
                && !(hasType(derived) && derived.getSqlType(metadata).equals(column.getSqlType(metadata)));
    }

    Column read(org.hibernate.mapping.Column column, boolean inPrimaryKey) {
        ColumnDefinitionParser definition = definition(column);
        Identity identity = identity(column, definition);
        boolean counted =
                identity == null || ColumnType.parse(definition.type()).isInteger();
        boolean required = !column.isNullable() || Boolean.FALSE.equals(definition.nullable());
        return new Column(
                IdentifierFolding.column(column),
                ColumnType.parse(definition.type()),
                !(required || inPrimaryKey || identity != null),
                defaultValue(column, definition, counted),
                counted ? identity : null,
                generated(column, definition),
                collation(column, definition),
                comment(column.getComment()),
                null,
                null,
                null,
                false,
                null);
    }

    /** An identity that is no integer gets its value from a default. */
    private static @Nullable DefaultValue defaultValue(
            org.hibernate.mapping.Column column, ColumnDefinitionParser definition, boolean counted) {
        String stated = column.getDefaultValue() == null ? definition.defaultValue() : column.getDefaultValue();
        return stated == null && !counted && definition.type().equals("uuid")
                ? new DefaultValue.Expression("gen_random_uuid()")
                : defaultValue(stated);
    }

    /** Removes empty comments: Hibernate sets them on columns of join tables, PostgreSQL does not store them. */
    static @Nullable String comment(@Nullable String comment) {
        return comment == null || comment.isEmpty() ? null : comment;
    }

    private @Nullable Identity identity(org.hibernate.mapping.Column column, ColumnDefinitionParser definition) {
        if (definition.identityAlways() != null) {
            return new Identity(definition.identityAlways(), SequenceOptions.DEFAULT);
        }
        return column.isIdentity() ? Identity.byDefault() : null;
    }

    private @Nullable GenerationExpression generated(
            org.hibernate.mapping.Column column, ColumnDefinitionParser definition) {
        if (column.getGeneratedAs() != null) {
            String clause = dialect.generatedAs(column.getGeneratedAs()).toLowerCase(Locale.ROOT);
            return new GenerationExpression(
                    column.getGeneratedAs(), clause.strip().endsWith("stored"));
        }
        return definition.generatedAs() == null
                ? null
                : new GenerationExpression(definition.generatedAs(), definition.stored());
    }

    private static @Nullable String collation(org.hibernate.mapping.Column column, ColumnDefinitionParser definition) {
        String collation = column.getCollation();
        return collation == null ? definition.collation() : collation.replaceAll("^\"(.*)\"$", "$1");
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
