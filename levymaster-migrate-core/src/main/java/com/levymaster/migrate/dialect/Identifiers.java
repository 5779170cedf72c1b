package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.Keywords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes identifiers, quoted only where the server requires it, like its {@code quote_ident}. */
final class Identifiers {

    /**
     * Maximum length of an identifier in bytes of UTF-8; the server truncates longer ones with only a notice.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: lexical
     *      structure</a>
     */
    static final int MAX_BYTES = 63;

    private static final Pattern QUALIFIED = Pattern.compile("\"((?:[^\"]|\"\")+)\"\\.\"((?:[^\"]|\"\")+)\"");

    private Identifiers() {}

    static String quote(String name) {
        validate(name);
        return Keywords.quoted(name);
    }

    static String quote(ObjectName name) {
        return qualified(name.schema(), name.name());
    }

    static String qualified(@Nullable String schema, String name) {
        return schema == null ? quote(name) : quote(schema) + "." + quote(name);
    }

    /** A collation; one of another schema is written as {@code "schema"."name"}, since many names have a dot. */
    static String collation(String name) {
        Matcher qualified = QUALIFIED.matcher(name);
        return qualified.matches()
                ? qualified(unquoted(qualified.group(1)), unquoted(qualified.group(2)))
                : quote(name);
    }

    private static String unquoted(String name) {
        return name.replace("\"\"", "\"");
    }

    /** {@code a, b}. */
    static String list(List<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }

    private static void validate(String name) {
        if (name.isEmpty()) {
            throw new MigrationException("A name is empty.", "give the table, column or other object a name");
        }
        if (name.indexOf('\0') >= 0) {
            throw new MigrationException(
                    "The name '" + name.replace("\0", "\\0")
                            + "' contains a NUL character, which PostgreSQL does not allow in a name.",
                    "remove the character from the name");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new MigrationException(
                    "The name '" + name + "' is " + bytes + " bytes long; PostgreSQL keeps " + MAX_BYTES
                            + " and would truncate it.",
                    "shorten the name, or let op.constraintName(…) make one that fits");
        }
    }
}
