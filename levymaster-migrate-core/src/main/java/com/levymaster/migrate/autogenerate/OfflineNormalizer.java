package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the known wording of expressions that say the same in other blanks, brackets, casts or case, where no server can
 * be asked to put them into its own words.
 */
record OfflineNormalizer(Table known) {

    private static final Set<String> REST_OF_TYPE =
            Set.of("varying", "precision", "with", "without", "time", "zone", "[", "]");

    static DatabaseSchema of(DatabaseSchema desired, DatabaseSchema known) {
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.replaceAll((name, table) -> {
            Table now = known.tables().get(name);
            return now == null ? table : new OfflineNormalizer(now).of(table);
        });
        return desired.withTables(tables);
    }

    private Table of(Table table) {
        return table.withColumns(table.columns().stream().map(this::column).toList())
                .withConstraints(table.constraints().values().stream()
                        .map(c -> c instanceof Constraint.Check check ? check(check) : c)
                        .toList())
                .withIndexes(table.indexes().values().stream().map(this::index).toList());
    }

    private Column column(Column column) {
        Column now = known.column(column.name()).orElse(column);
        GenerationExpression wanted = column.generated();
        GenerationExpression other = now.generated();
        boolean sameGenerated = wanted != null
                && other != null
                && wanted.stored() == other.stored()
                && same(wanted.expression(), other.expression());
        return column.withDefault(defaultValue(column.defaultValue(), now.defaultValue()))
                .withGenerated(sameGenerated ? other : wanted);
    }

    private static @Nullable DefaultValue defaultValue(@Nullable DefaultValue wanted, @Nullable DefaultValue now) {
        return wanted instanceof DefaultValue.Expression one
                        && now instanceof DefaultValue.Expression other
                        && same(one.sql(), other.sql())
                ? now
                : wanted;
    }

    private Constraint check(Constraint.Check wanted) {
        return known.constraints(Constraint.Check.class)
                .filter(now -> same(now.expression(), wanted.expression()))
                .findFirst()
                .<Constraint>map(now -> new Constraint.Check(
                        wanted.name(), now.expression(), wanted.validated(), wanted.noInherit(), wanted.comment()))
                .orElse(wanted);
    }

    private Index index(Index wanted) {
        List<Index.Key> parts = wanted.keys().stream()
                .map(part ->
                        part.expression() == null ? part : part.withExpression(word(part.expression(), expressions())))
                .toList();
        String where = wanted.where();
        return wanted.withKeys(parts).withWhere(where == null ? null : word(where, predicates()));
    }

    private Stream<@Nullable String> expressions() {
        return known.indexes().values().stream()
                .flatMap(index -> index.keys().stream())
                .map(Index.Key::expression);
    }

    private Stream<@Nullable String> predicates() {
        return known.indexes().values().stream().map(Index::where);
    }

    private static String word(String wanted, Stream<@Nullable String> known) {
        return known.filter(now -> now != null && same(now, wanted)).findFirst().orElse(wanted);
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String sql) {
        List<String> plain = new ArrayList<>();
        collect(SqlTokens.of(sql).tokens(), plain);
        return String.join(" ", plain);
    }

    /** Without brackets and casts, of which PostgreSQL writes more than people do. */
    private static void collect(List<SqlTokens.Token> words, List<String> plain) {
        for (int i = 0; i < words.size(); i++) {
            SqlTokens.Token word = words.get(i);
            if (word.isGroup()) {
                collect(SqlTokens.of(word.inner()).tokens(), plain);
            } else if (word.text().equals("::")) {
                i = endOfType(words, i + 1) - 1;
            } else {
                plain.add(word.folded());
            }
        }
    }

    /** After a name such as {@code numeric(12, 2)}, {@code character varying[]} or {@code public.status}. */
    private static int endOfType(List<SqlTokens.Token> words, int start) {
        int end = start + 1;
        while (end < words.size()) {
            SqlTokens.Token word = words.get(end);
            boolean modifiers =
                    word.isGroup() && word.start() == words.get(end - 1).end();
            if (word.text().equals(".")) {
                end += 2;
            } else if (modifiers || REST_OF_TYPE.contains(word.lower())) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }
}
