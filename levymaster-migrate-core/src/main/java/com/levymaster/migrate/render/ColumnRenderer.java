package com.levymaster.migrate.render;

import static com.levymaster.migrate.render.JavaLiterals.quoted;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The words that describe a column, as far as they say something. */
final class ColumnRenderer {

    private final Imports imports;
    private final TypeRenderer types;

    ColumnRenderer(Imports imports, TypeRenderer types) {
        this.imports = imports;
        this.types = types;
    }

    /** {@code "name", varchar(120)}. */
    String nameAndType(Column column) {
        return quoted(column.name()) + ", " + types.of(column.type());
    }

    List<String> words(Column column) {
        List<String> words = new ArrayList<>();
        if (!column.nullable() && column.identity() == null) {
            words.add(".notNull()");
        }
        if (column.defaultValue() != null) {
            boolean sql = column.defaultValue() instanceof DefaultValue.Expression;
            words.add((sql ? ".defaultSql(" : ".defaultValue(") + value(column.defaultValue()) + ")");
        }
        identity(column, words);
        GenerationExpression generated = column.generated();
        if (generated != null) {
            words.add((generated.stored() ? ".generatedStored(" : ".generatedVirtual(") + quoted(generated.expression())
                    + ")");
        }
        if (column.collation() != null) {
            words.add(".collation(" + quoted(column.collation()) + ")");
        }
        if (column.statistics() != null) {
            words.add(".statistics(" + column.statistics() + ")");
        }
        if (column.storage() != null) {
            words.add(".storage(" + quoted(column.storage()) + ")");
        }
        if (column.comment() != null) {
            words.add(".comment(" + quoted(column.comment()) + ")");
        }
        return words;
    }

    private static void identity(Column column, List<String> words) {
        Identity identity = column.identity();
        if (identity != null) {
            words.add(identity.always() ? ".identityAlways()" : ".identity()");
            if (!identity.options().equals(SequenceOptions.DEFAULT)) {
                words.add(".identityOptions(" + counting(identity.options()) + ")");
            }
        }
    }

    /** {@code s -> s.startWith(10).incrementBy(50)}. */
    static String counting(SequenceOptions options) {
        List<String> words = new ArrayList<>();
        SequenceOptions plain = SequenceOptions.DEFAULT;
        if (options.start() != plain.start()) {
            words.add(".startWith(" + number(options.start()) + ")");
        }
        if (options.increment() != plain.increment()) {
            words.add(".incrementBy(" + number(options.increment()) + ")");
        }
        if (options.minValue() != null) {
            words.add(".minValue(" + number(options.minValue()) + ")");
        }
        if (options.maxValue() != null) {
            words.add(".maxValue(" + number(options.maxValue()) + ")");
        }
        if (options.cache() != plain.cache()) {
            words.add(".cache(" + number(options.cache()) + ")");
        }
        if (options.cycle()) {
            words.add(".cycle()");
        }
        return words.isEmpty() ? "s -> {}" : "s -> s" + String.join("", words);
    }

    /** A default as Java: a literal, or the text of the SQL expression. */
    String value(DefaultValue value) {
        if (value instanceof DefaultValue.StringLiteral text) {
            return quoted(text.value());
        }
        if (value instanceof DefaultValue.NumberLiteral number) {
            return number(number.value());
        }
        return value instanceof DefaultValue.BooleanLiteral bool
                ? String.valueOf(bool.value())
                : quoted(((DefaultValue.Expression) value).sql());
    }

    private String number(BigDecimal value) {
        String plain = value.toString();
        if (plain.matches("-?\\d{1,18}")) {
            return number(Long.parseLong(plain));
        }
        if (Double.toString(value.doubleValue()).equals(plain)) {
            return plain;
        }
        imports.java("java.math.BigDecimal");
        return "new BigDecimal(" + quoted(plain) + ")";
    }

    static String number(long value) {
        return value == (int) value ? String.valueOf(value) : value + "L";
    }
}
