package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Converts Java values to column defaults. */
final class DefaultValues {

    private static final Pattern BARE_ELEMENT = Pattern.compile("(?!(?i:null)$)[^{},\"\\\\\\s]+");

    private DefaultValues() {}

    static DefaultValue of(Object value) {
        if (value instanceof Boolean bool) {
            return new DefaultValue.BooleanLiteral(bool);
        }
        if (value instanceof Number number) {
            return new DefaultValue.NumberLiteral(new BigDecimal(number.toString()));
        }
        return new DefaultValue.StringLiteral(text(value));
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(DefaultValues::element).collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof UUID
                || value instanceof TemporalAccessor
                || value instanceof TemporalAmount) {
            return value.toString();
        }
        throw new MigrationException(
                "Unsupported type of a default value: " + value.getClass().getName(),
                "use a string, number, boolean, date or time, UUID, byte[], enum constant or collection of these,"
                        + " or pass the SQL to defaultSql(\"…\")");
    }

    /** An array element, quoted where PostgreSQL quotes it, so that the default reads back unchanged. */
    private static String element(Object value) {
        String text = elementText(value);
        return BARE_ELEMENT.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String elementText(Object value) {
        return value instanceof Boolean || value instanceof Number ? value.toString() : text(value);
    }
}
