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

/** Renders the calls that describe a column, without defaults. */
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

    List<String> calls(Column column) {
        List<String> calls = new ArrayList<>();
        String notNullName = column.notNullName();
        if (notNullName != null) {
            calls.add(".notNull(" + quoted(notNullName) + ")");
        }
        if (column.noInherit()) {
            calls.add(".notNullNoInherit()");
        } else if (notNullName == null && !column.nullable() && column.identity() == null) {
            calls.add(".notNull()");
        }
        if (column.defaultValue() != null) {
            boolean sql = column.defaultValue() instanceof DefaultValue.Expression;
            calls.add((sql ? ".defaultSql(" : ".defaultValue(") + value(column.defaultValue()) + ")");
        }
        identity(column, calls);
        GenerationExpression generated = column.generated();
        if (generated != null) {
            calls.add((generated.stored() ? ".generatedStored(" : ".generatedVirtual(") + quoted(generated.expression())
                    + ")");
        }
        if (column.collation() != null) {
            calls.add(".collation(" + quoted(column.collation()) + ")");
        }
        if (column.statistics() != null) {
            calls.add(".statistics(" + column.statistics() + ")");
        }
        if (column.storage() != null) {
            calls.add(".storage(" + quoted(column.storage()) + ")");
        }
        if (column.compression() != null) {
            calls.add(".compression(" + quoted(column.compression()) + ")");
        }
        if (column.comment() != null) {
            calls.add(".comment(" + quoted(column.comment()) + ")");
        }
        return calls;
    }

    private static void identity(Column column, List<String> calls) {
        Identity identity = column.identity();
        if (identity != null) {
            calls.add(identity.always() ? ".identityAlways()" : ".identity()");
            if (!identity.options().equals(SequenceOptions.DEFAULT)) {
                calls.add(".identityOptions(" + sequenceOptions(identity.options()) + ")");
            }
        }
    }

    /** {@code s -> s.startWith(10).incrementBy(50)}. */
    static String sequenceOptions(SequenceOptions options) {
        List<String> calls = new ArrayList<>();
        SequenceOptions plain = SequenceOptions.DEFAULT;
        if (options.start() != plain.start()) {
            calls.add(".startWith(" + number(options.start()) + ")");
        }
        if (options.increment() != plain.increment()) {
            calls.add(".incrementBy(" + number(options.increment()) + ")");
        }
        if (options.minValue() != null) {
            calls.add(".minValue(" + number(options.minValue()) + ")");
        }
        if (options.maxValue() != null) {
            calls.add(".maxValue(" + number(options.maxValue()) + ")");
        }
        if (options.cache() != plain.cache()) {
            calls.add(".cache(" + number(options.cache()) + ")");
        }
        if (options.cycle()) {
            calls.add(".cycle()");
        }
        return calls.isEmpty() ? "s -> {}" : "s -> s" + String.join("", calls);
    }

    /** A default as Java: a literal, or the SQL expression as a string. */
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
