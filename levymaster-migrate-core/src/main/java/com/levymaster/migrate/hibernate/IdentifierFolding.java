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

/** Converts identifiers as PostgreSQL does: to lower case unless quoted, and truncated to 63 bytes. */
final class IdentifierFolding {

    /** Names that Hibernate generates: {@code FK}, {@code UK} or {@code IDX}, and an MD5 sum to base 35. */
    private static final Pattern HASHED = Pattern.compile("(?i)(FK|UK_?|IDX)[0-9a-y]{15,25}");

    private final @Nullable String defaultSchema;

    IdentifierFolding(@Nullable String defaultSchema) {
        this.defaultSchema = defaultSchema;
    }

    ObjectName table(Table table) {
        return ObjectName.of(
                schema(table.getSchema(), table.isSchemaQuoted()), fold(table.getName(), table.isQuoted()));
    }

    ObjectName object(QualifiedName name) {
        return ObjectName.of(schema(name.getSchemaName()), fold(name.getObjectName()));
    }

    @Nullable
    String schema(@Nullable Identifier schema) {
        return schema == null ? defaultSchema : fold(schema);
    }

    private @Nullable String schema(@Nullable String schema, boolean quoted) {
        return schema == null ? defaultSchema : fold(schema, quoted);
    }

    static String column(Column column) {
        return fold(column.getName(), column.isQuoted());
    }

    static String fold(Identifier identifier) {
        return fold(identifier.getText(), identifier.isQuoted());
    }

    /** Converts a name in SQL syntax, possibly quoted. */
    static String fold(String sql) {
        String text = sql.strip();
        boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("`"));
        return quoted ? fold(text.substring(1, text.length() - 1).replace("\"\"", "\""), true) : fold(text, false);
    }

    /** Converts a name in SQL syntax, with or without a schema. */
    ObjectName object(String sql) {
        int dot = sql.startsWith("\"") ? sql.indexOf("\".") + 1 : sql.indexOf('.');
        return dot <= 0
                ? ObjectName.of(defaultSchema, fold(sql))
                : ObjectName.of(fold(sql.substring(0, dot)), fold(sql.substring(dot + 1)));
    }

    /** Whether the name is not one that Hibernate generates. */
    static boolean isExplicit(@Nullable String name) {
        return name != null
                && !name.isEmpty()
                && !HASHED.matcher(unquoted(name)).matches();
    }

    private static String unquoted(String name) {
        return name.replaceFirst("^[`\"](.*)[`\"]$", "$1");
    }

    private static String fold(String name, boolean quoted) {
        return NamingConvention.cut(quoted ? name : name.toLowerCase(Locale.ROOT), NamingConvention.MAX_BYTES);
    }
}
