package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ValueText;
import com.levymaster.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Writes literals. All values except numbers and booleans are quoted, so that the server infers their type from the
 * context.
 */
final class Literals {

    private Literals() {}

    static String literal(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof DefaultValue of) {
            return literal(of);
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof Number number && isFinite(number)
                ? ValueText.of(number)
                : quoted(ValueText.of(value));
    }

    /** Writes a default: an expression unchanged, any other value as a literal. */
    static String literal(DefaultValue value) {
        if (value instanceof DefaultValue.Expression expression) {
            return expression.sql();
        }
        if (value instanceof DefaultValue.NumberLiteral number) {
            return number(number.value());
        }
        return value instanceof DefaultValue.BooleanLiteral bool
                ? Boolean.toString(bool.value())
                : quoted(((DefaultValue.StringLiteral) value).value());
    }

    static String number(BigDecimal value) {
        return value.toPlainString();
    }

    /** A string literal; backslashes are written in the form that is independent of standard_conforming_strings. */
    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new MigrationException(
                    "A text value contains a NUL character, which PostgreSQL cannot store.",
                    "remove the character from the value, or store it as bytes");
        }
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float);
    }
}
