package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Attribute;
import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.alembic.Expression.Dictionary;
import com.levymaster.migrate.alembic.Expression.Text;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Index.Key;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.Keywords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Translates indexes. */
final class IndexTranslator {

    private static final Pattern ORDERED =
            Pattern.compile("(?is)(.*?)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?\\s*");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private IndexTranslator() {}

    /** The index of {@code sa.Column(…, index=True)}. */
    static Index ofColumn(ObjectName table, String column, boolean unique) {
        String name = "ix_" + (table.schema() == null ? "" : table.schema() + "_") + table.name() + "_" + column;
        return Index.of(truncated(name), List.of(column)).withUnique(unique);
    }

    /** SQLAlchemy shortens the names that it makes: the beginning, and the end of a hash. */
    private static String truncated(String name) {
        if (name.length() <= NamingConvention.MAX_BYTES) {
            return name;
        }
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(hash);
            return name.substring(0, NamingConvention.MAX_BYTES - 8) + "_" + hex.substring(hex.length() - 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param columns names and SQL expressions */
    static Index translate(String name, List<Expression> columns, Arguments arguments) {
        Map<String, String> classes = texts(arguments.optional("postgresql_ops"));
        List<Key> keys = columns.stream().map(column -> key(column, classes)).toList();
        String method = arguments.text("postgresql_using");
        Expression where = arguments.optional("postgresql_where");
        Index index = Index.of(name, List.of())
                .withKeys(keys)
                .withUnique(arguments.isTrue("unique"))
                .withMethod(method == null ? "btree" : method.toLowerCase(Locale.ROOT))
                .withInclude(arguments.texts("postgresql_include"))
                .withWhere(where == null ? null : SqlValues.sql(where))
                .withNullsNotDistinct(arguments.isTrue("postgresql_nulls_not_distinct"))
                .withOptions(texts(arguments.optional("postgresql_with")))
                .withTablespace(arguments.text("postgresql_tablespace"));
        arguments.ignoring("info", "quote", "_table").end();
        return index;
    }

    private static Key key(Expression column, Map<String, String> classes) {
        if (column instanceof Text text) {
            return Key.column(text.value()).withOperatorClass(classes.get(text.value()));
        }
        if (column instanceof Call call && call.function() instanceof Attribute method) {
            switch (method.name()) {
                case "desc" -> {
                    return key(method.target(), classes).desc();
                }
                case "asc" -> {
                    return key(method.target(), classes);
                }
                case "nulls_first", "nullsfirst" -> {
                    return key(method.target(), classes).withNullsFirst(true);
                }
                case "nulls_last", "nullslast" -> {
                    return key(method.target(), classes).withNullsFirst(false);
                }
                default -> {}
            }
        }
        return parsed(SqlValues.sql(column)).withOperatorClass(classes.get(SqlValues.sql(column)));
    }

    /** A key as SQL text: {@code created_at DESC NULLS LAST}, {@code lower(name)}. */
    private static Key parsed(String sql) {
        Matcher matcher = ORDERED.matcher(sql.strip());
        if (!matcher.matches()) {
            return Key.expression(sql);
        }
        String expression = matcher.group(1);
        boolean quoted = expression.matches("\"[^\"]+\"");
        boolean plain = NAME.matcher(expression).matches() && !Keywords.needQuotes(expression);
        Key key = quoted
                ? Key.column(expression.substring(1, expression.length() - 1))
                : plain ? Key.column(expression) : Key.expression(expression);
        boolean descending = "desc".equalsIgnoreCase(matcher.group(2));
        String nulls = matcher.group(3);
        key = descending ? key.desc() : key;
        return nulls == null ? key : key.withNullsFirst(nulls.equalsIgnoreCase("first"));
    }

    private static Map<String, String> texts(@Nullable Expression value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Dictionary dictionary) {
            dictionary
                    .entries()
                    .forEach(entry -> texts.put(SqlValues.name(entry.getKey()), SqlValues.sql(entry.getValue())));
        } else if (value != null) {
            throw new NotUnderstoodException(value.line(), "options that are no dictionary");
        }
        return texts;
    }
}
