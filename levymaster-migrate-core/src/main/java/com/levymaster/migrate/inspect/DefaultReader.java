package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Distinguishes literals from expressions in defaults as PostgreSQL prints them. */
final class DefaultReader {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** {@code 'x'::character varying}, {@code '{}'::text[]}, {@code E'a\\b'::tax."Level"}. */
    private static final Pattern LITERAL = Pattern.compile("(?s)(E?)'((?:[^']|'')*)'"
            + "(?:::((?:\"(?:[^\"]|\"\")+\"|[\\p{L}\\p{N}_$. ])+(?:\\([\\d, -]*\\))?[a-z ]*)((?:\\[])*))?");

    private static final Pattern NUMERIC_TYPE =
            Pattern.compile("(smallint|integer|bigint|numeric|real|double precision)(\\(.*\\))?");

    private static final Pattern TEXT_TYPE = Pattern.compile("(text|character varying|character|bpchar)(\\(.*\\))?");

    /** {@code (0)::numeric}. */
    private static final Pattern CAST_NUMBER = Pattern.compile("\\((" + NUMBER + ")\\)::(?:" + NUMERIC_TYPE + ")");

    private DefaultReader() {}

    static @Nullable DefaultValue readOrNull(@Nullable String text) {
        return text == null ? null : read(text);
    }

    /** A literal of another type than a column of text or bits, such as {@code 'A'::status}, is kept with its type. */
    static @Nullable DefaultValue readOrNull(@Nullable String text, ColumnType column) {
        if (text == null) {
            return null;
        }
        DefaultValue value = read(text);
        Matcher literal = LITERAL.matcher(text);
        return column instanceof ColumnType.BuiltIn type
                        && literal.matches()
                        && literal.group(3) != null
                        && isOfOtherType(type.name(), literal.group(3))
                ? new DefaultValue.Expression(text)
                : value;
    }

    /** {@code B'101'} is a {@code bit}, also in a column of {@code bit varying}. */
    private static boolean isOfOtherType(String column, String literal) {
        return isText(column) && !isText(literal) || column.equals("bit varying") && literal.startsWith("\"bit\"");
    }

    private static boolean isText(String type) {
        return TEXT_TYPE.matcher(type).matches();
    }

    static DefaultValue read(String text) {
        if (text.equals("true") || text.equals("false")) {
            return new DefaultValue.BooleanLiteral(text.equals("true"));
        }
        if (NUMBER.matcher(text).matches()) {
            return new DefaultValue.NumberLiteral(new BigDecimal(text));
        }
        Matcher cast = CAST_NUMBER.matcher(text);
        if (cast.matches()) {
            return new DefaultValue.NumberLiteral(new BigDecimal(cast.group(1)));
        }
        Matcher literal = LITERAL.matcher(text);
        return literal.matches() ? literal(literal) : new DefaultValue.Expression(text);
    }

    private static DefaultValue literal(Matcher literal) {
        String quoted = literal.group(2).replace("''", "'");
        String value = literal.group(1).isEmpty() ? quoted : quoted.replace("\\\\", "\\");
        boolean isNumber = literal.group(3) != null
                && literal.group(4).isEmpty()
                && NUMERIC_TYPE.matcher(literal.group(3)).matches()
                && NUMBER.matcher(value).matches();
        return isNumber ? new DefaultValue.NumberLiteral(new BigDecimal(value)) : new DefaultValue.StringLiteral(value);
    }
}
