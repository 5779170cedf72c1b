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

/** Java values as defaults of columns. */
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
                "A " + value.getClass().getName() + " is no default value",
                "give a string, number, boolean, date or time, UUID, byte[], enum constant or collection of these,"
                        + " or write the SQL with defaultSql(\"…\")");
    }

    /** Quoted where the server, too, would quote it, so that the default comes back as it was given. */
    private static String element(Object value) {
        String text = text0(value);
        return BARE_ELEMENT.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String text0(Object value) {
        return value instanceof Boolean || value instanceof Number ? value.toString() : text(value);
    }
}
