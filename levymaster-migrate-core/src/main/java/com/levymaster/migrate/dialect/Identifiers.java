package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes names: bare where the server reads them back unchanged, quoted otherwise, as its own {@code quote_ident}. */
final class Identifiers {

    /**
     * Bytes of UTF-8 that the server keeps of a name; it cuts off the rest with no more than a notice.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: lexical structure</a>
     */
    static final int MAX_BYTES = 63;

    private Identifiers() {}

    static String quote(String name) {
        refuse(name);
        return isBare(name) && !Keywords.needQuotes(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quote(ObjectName name) {
        return qualified(name.schema(), name.name());
    }

    static String qualified(@Nullable String schema, String name) {
        return schema == null ? quote(name) : quote(schema) + "." + quote(name);
    }

    /** {@code a, b}. */
    static String list(List<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    /** Lower case, digits and underscores, a digit not first: what the server neither folds nor splits. */
    private static boolean isBare(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static void refuse(String name) {
        if (name.isEmpty()) {
            throw new MigrationException("A name is empty.", "give the table, column or other object a name");
        }
        if (name.indexOf('\0') >= 0) {
            throw new MigrationException(
                    "The name '" + name.replace("\0", "\\0") + "' holds a NUL character, which no name can hold.",
                    "take the character out of the name");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new MigrationException(
                    "The name '" + name + "' is " + bytes + " bytes long; PostgreSQL keeps " + MAX_BYTES
                            + " and would cut it off.",
                    "shorten the name, or let op.constraintName(…) make one that fits");
        }
    }
}
