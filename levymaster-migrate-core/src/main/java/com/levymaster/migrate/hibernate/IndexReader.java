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

/** The indexes of a table: over columns or expressions, descending, partial, and whatever else the options say. */
final class IndexReader {

    private final NamingConvention naming;
    private final Dialect dialect;

    IndexReader(NamingConvention naming, Dialect dialect) {
        this.naming = naming;
        this.dialect = dialect;
    }

    void read(Table table, TableBuilder draft) {
        for (org.hibernate.mapping.Index index : table.getIndexes().values()) {
            List<Key> parts = new ArrayList<>();
            for (Selectable selectable : index.getSelectables()) {
                String order = index.getSelectableOrderMap().get(selectable);
                parts.add(part(selectable.getText(dialect) + (order == null ? "" : " " + order), draft));
            }
            Index read = withOptions(Index.of("", List.of()).withKeys(parts), OptionsParser.of(index.getOptions()))
                    .withUnique(index.isUnique());
            add(index.getName(), read, draft);
        }
    }

    static Index withOptions(Index index, OptionsParser options) {
        return index.withWhere(options.where())
                .withInclude(options.include())
                .withOptions(options.storage())
                .withTablespace(options.tablespace())
                .withNullsNotDistinct(options.has("nulls", "not", "distinct"));
    }

    private void add(@Nullable String name, Index index, TableBuilder draft) {
        if (name != null && IdentifierFolding.isChosen(name)) {
            draft.stated(index.withName(IdentifierFolding.folded(name)));
            return;
        }
        List<String> columns = index.keys().stream()
                .map(part -> part.column() == null ? words(part.expression()) : part.column())
                .toList();
        draft.byConvention(naming.indexName(draft.name().name(), columns), index);
    }

    /** {@code lower(name)} → {@code lower_name}, for the name of the index. */
    private static String words(@Nullable String expression) {
        return String.valueOf(expression).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
    }

    /** {@code column | expression [collate c] [operator class] [asc | desc] [nulls first | last]}. */
    static Key part(String written, TableBuilder table) {
        SqlTokens sql = SqlTokens.of(written);
        int end = sql.tokens().size();
        Boolean nullsFirst = null;
        if (end > 2 && sql.at(end - 2, "nulls")) {
            nullsFirst = sql.at(end - 1, "first");
            end -= 2;
        }
        boolean descending = end > 1 && sql.at(end - 1, "desc");
        end -= descending || (end > 1 && sql.at(end - 1, "asc")) ? 1 : 0;
        String column = IdentifierFolding.folded(sql.tokens().get(0).text());
        boolean isColumn =
                table.hasColumn(column) && (end == 1 || isName(sql.tokens().get(1)));
        int key = isColumn ? 1 : keyLength(sql, end);
        Key part = isColumn ? Key.column(column) : Key.expression(unwrapped(sql, key));
        if (sql.at(key, "collate")) {
            part = part.withCollation(
                    IdentifierFolding.folded(sql.tokens().get(key + 1).text()));
            key += 2;
        }
        part = key < end ? part.withOperatorClass(IdentifierFolding.folded(sql.between(key, end))) : part;
        return (descending ? part.desc() : part).withNullsFirst(nullsFirst);
    }

    /** An expression in brackets, or a call of a function, ends there; what follows qualifies it. */
    private static int keyLength(SqlTokens sql, int end) {
        if (sql.tokens().get(0).isGroup()) {
            return 1;
        }
        boolean call = end > 1 && sql.tokens().get(1).isGroup();
        boolean qualified = end == 2 || end == 3 && isName(sql.tokens().get(2)) || sql.at(2, "collate");
        return call && qualified ? 2 : end;
    }

    private static boolean isName(SqlTokens.Token word) {
        return word.isWord();
    }

    private static String unwrapped(SqlTokens sql, int words) {
        return words == 1 && sql.tokens().get(0).isGroup() ? sql.tokens().get(0).inner() : sql.between(0, words);
    }
}
