package com.levymaster.migrate.operation;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.StorableText;
import com.levymaster.migrate.schema.DefaultValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes rows in the text format of {@code copy}: a line for each row, a tab between values, and {@code \N} for null. */
final class CopyText {

    private byte[] bytes = new byte[8192];
    private int length;

    /** What has been written since {@link #clear}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /**
     * Appends a row.
     *
     * @throws MigrationException if it has a value that is no value of a row
     */
    void append(@Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                put('\t');
            }
            Object value = row[i];
            if (value == null) {
                put('\\');
                put('N');
            } else {
                text(text(value));
            }
        }
        put('\n');
    }

    private static String text(Object value) {
        if (value instanceof DefaultValue.Expression expression) {
            throw new MigrationException(
                    "is the expression " + expression.sql() + ", and rows that are copied have values only",
                    "give the column a default, or leave it out and fill it afterwards");
        }
        if (value instanceof DefaultValue.StringLiteral literal) {
            return literal.value();
        }
        if (value instanceof DefaultValue.NumberLiteral literal) {
            return literal.value().toPlainString();
        }
        return value instanceof DefaultValue.BooleanLiteral literal
                ? Boolean.toString(literal.value())
                : ValueText.of(value);
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c == 0) {
                other(text.substring(i));
                return;
            }
            escaped(c);
        }
    }

    private void other(String text) {
        String fault = StorableText.fault(text);
        if (!fault.isEmpty()) {
            throw new MigrationException(fault, "correct the value");
        }
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            escaped(b);
        }
    }

    private void escaped(int c) {
        switch (c) {
            case '\\' -> put("\\\\");
            case '\t' -> put("\\t");
            case '\n' -> put("\\n");
            case '\r' -> put("\\r");
            default -> put(c);
        }
    }

    private void put(String two) {
        put(two.charAt(0));
        put(two.charAt(1));
    }

    private void put(int c) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) c;
    }
}
