package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL makes of the names that Hibernate writes: folded unless quoted, and cut at 63 bytes. */
final class IdentifierFolding {

    /** {@code FK}, {@code UK} or {@code IDX} and an MD5 sum to the base of 35: nobody chose such a name. */
    private static final Pattern HASHED = Pattern.compile("(?i)(FK|UK_?|IDX)[0-9a-y]{15,25}");

    private final @Nullable String defaultSchema;

    IdentifierFolding(@Nullable String defaultSchema) {
        this.defaultSchema = defaultSchema;
    }

    ObjectName table(Table table) {
        return ObjectName.of(
                schema(table.getSchema(), table.isSchemaQuoted()), folded(table.getName(), table.isQuoted()));
    }

    ObjectName object(QualifiedName name) {
        return ObjectName.of(schema(name.getSchemaName()), folded(name.getObjectName()));
    }

    @Nullable
    String schema(@Nullable Identifier schema) {
        return schema == null ? defaultSchema : folded(schema);
    }

    private @Nullable String schema(@Nullable String schema, boolean quoted) {
        return schema == null ? defaultSchema : folded(schema, quoted);
    }

    static String column(Column column) {
        return folded(column.getName(), column.isQuoted());
    }

    static String folded(Identifier identifier) {
        return folded(identifier.getText(), identifier.isQuoted());
    }

    /** A name as it stands in SQL, quotes and all. */
    static String folded(String written) {
        String text = written.strip();
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("`"));
        return quoted ? folded(text.substring(1, text.length() - 1).replace("\"\"", "\""), true) : folded(text, false);
    }

    /** A name as it stands in SQL, with or without its schema. */
    ObjectName object(String written) {
        int dot = written.startsWith("\"") ? written.indexOf("\".") + 1 : written.indexOf('.');
        return dot <= 0
                ? ObjectName.of(defaultSchema, folded(written))
                : ObjectName.of(folded(written.substring(0, dot)), folded(written.substring(dot + 1)));
    }

    static boolean isChosen(@Nullable String name) {
        return name != null
                && !name.isEmpty()
                && !HASHED.matcher(unquoted(name)).matches();
    }

    private static String unquoted(String name) {
        return name.replaceFirst("^[`\"](.*)[`\"]$", "$1");
    }

    private static String folded(String name, boolean quoted) {
        return NamingConvention.cut(quoted ? name : name.toLowerCase(Locale.ROOT), NamingConvention.MAX_BYTES);
    }
}
