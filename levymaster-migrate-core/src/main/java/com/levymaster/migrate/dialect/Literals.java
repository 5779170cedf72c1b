package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.DefaultValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes values. All but numbers and truth values are quoted, and the server reads them in the type it needs. */
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
                ? ValueClause.of(number)
                : quoted(ValueClause.of(value));
    }

    /** An expression stands as it is; the rest are values. */
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

    /** With backslashes in the one form that means the same under both values of standard_conforming_strings. */
    static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new MigrationException(
                    "A text value holds a NUL character, which PostgreSQL cannot store.",
                    "take the character out of the value, or store it as bytes");
        }
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float);
    }
}
