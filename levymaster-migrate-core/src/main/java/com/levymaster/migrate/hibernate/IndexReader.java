package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Index.Key;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/** Reads the indexes of a table: on columns or expressions, descending, partial, and with the other options. */
final class IndexReader {

    private final NamingConvention naming;
    private final Dialect dialect;

    IndexReader(NamingConvention naming, Dialect dialect) {
        this.naming = naming;
        this.dialect = dialect;
    }

    void read(Table table, TableBuilder builder) {
        for (org.hibernate.mapping.Index index : table.getIndexes().values()) {
            List<Key> keys = new ArrayList<>();
            for (Selectable selectable : index.getSelectables()) {
                String order = index.getSelectableOrderMap().get(selectable);
                keys.add(key(selectable.getText(dialect) + (order == null ? "" : " " + order), builder));
            }
            Index read = withOptions(Index.of("", List.of()).withKeys(keys), OptionsParser.of(index.getOptions()))
                    .withUnique(index.isUnique());
            add(index.getName(), read, builder);
        }
    }

    static Index withOptions(Index index, OptionsParser options) {
        return index.withWhere(options.where())
                .withInclude(options.include())
                .withOptions(options.storage())
                .withTablespace(options.tablespace())
                .withNullsNotDistinct(options.has("nulls", "not", "distinct"));
    }

    private void add(@Nullable String name, Index index, TableBuilder builder) {
        if (name != null && IdentifierFolding.isExplicit(name)) {
            builder.addExplicit(index.withName(IdentifierFolding.fold(name)));
            return;
        }
        List<String> columns = index.keys().stream()
                .map(key -> key.column() == null ? identifierPart(key.expression()) : key.column())
                .toList();
        builder.addByConvention(naming.indexName(builder.name().name(), columns), index);
    }

    /** {@code lower(name)} → {@code lower_name}, for the name of the index. */
    private static String identifierPart(@Nullable String expression) {
        return String.valueOf(expression).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
    }

    /** {@code column | expression [collate c] [operator class] [asc | desc] [nulls first | last]}. */
    static Key key(String definition, TableBuilder table) {
        SqlTokens sql = SqlTokens.of(definition);
        int end = sql.tokens().size();
        Boolean nullsFirst = null;
        if (end > 2 && sql.at(end - 2, "nulls")) {
            nullsFirst = sql.at(end - 1, "first");
            end -= 2;
        }
        boolean descending = end > 1 && sql.at(end - 1, "desc");
        end -= descending || (end > 1 && sql.at(end - 1, "asc")) ? 1 : 0;
        String column = IdentifierFolding.fold(sql.tokens().get(0).text());
        boolean isColumn =
                table.hasColumn(column) && (end == 1 || isName(sql.tokens().get(1)));
        int key = isColumn ? 1 : keyLength(sql, end);
        Key result = isColumn ? Key.column(column) : Key.expression(unwrapped(sql, key));
        if (sql.at(key, "collate")) {
            result = result.withCollation(
                    IdentifierFolding.fold(sql.tokens().get(key + 1).text()));
            key += 2;
        }
        result = key < end ? result.withOperatorClass(IdentifierFolding.fold(sql.between(key, end))) : result;
        return (descending ? result.desc() : result).withNullsFirst(nullsFirst);
    }

    /** Returns the number of tokens of the expression: one in parentheses or a function call may be followed by qualifiers. */
    private static int keyLength(SqlTokens sql, int end) {
        if (sql.tokens().get(0).isGroup()) {
            return 1;
        }
        boolean call = end > 1 && sql.tokens().get(1).isGroup();
        boolean qualified = end == 2 || end == 3 && isName(sql.tokens().get(2)) || sql.at(2, "collate");
        return call && qualified ? 2 : end;
    }

    private static boolean isName(SqlTokens.Token token) {
        return token.isWord();
    }

    private static String unwrapped(SqlTokens sql, int length) {
        return length == 1 && sql.tokens().get(0).isGroup()
                ? sql.tokens().get(0).inner()
                : sql.between(0, length);
    }
}
