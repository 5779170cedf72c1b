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
 * Normalizes expressions without a server: replaces an expression by the known one that differs from it only in whitespace,
 * parentheses, casts or case.
 */
record OfflineNormalizer(Table known) {

    private static final Set<String> REST_OF_TYPE =
            Set.of("varying", "precision", "with", "without", "time", "zone", "[", "]");

    static DatabaseSchema of(DatabaseSchema desired, DatabaseSchema known) {
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.replaceAll((name, table) -> {
            Table present = known.tables().get(name);
            return present == null ? table : new OfflineNormalizer(present).of(table);
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
        Column present = known.column(column.name()).orElse(column);
        GenerationExpression desired = column.generated();
        GenerationExpression other = present.generated();
        boolean sameGenerated = desired != null
                && other != null
                && desired.stored() == other.stored()
                && same(desired.expression(), other.expression());
        return column.withDefault(defaultValue(column.defaultValue(), present.defaultValue()))
                .withGenerated(sameGenerated ? other : desired);
    }

    private static @Nullable DefaultValue defaultValue(@Nullable DefaultValue desired, @Nullable DefaultValue present) {
        return desired instanceof DefaultValue.Expression one
                        && present instanceof DefaultValue.Expression other
                        && same(one.sql(), other.sql())
                ? present
                : desired;
    }

    private Constraint check(Constraint.Check desired) {
        return known.constraints(Constraint.Check.class)
                .filter(present -> same(present.expression(), desired.expression()))
                .findFirst()
                .<Constraint>map(present -> desired.withExpression(present.expression()))
                .orElse(desired);
    }

    private Index index(Index desired) {
        List<Index.Key> parts = desired.keys().stream()
                .map(part -> part.expression() == null
                        ? part
                        : part.withExpression(knownText(part.expression(), expressions())))
                .toList();
        String where = desired.where();
        return desired.withKeys(parts).withWhere(where == null ? null : knownText(where, predicates()));
    }

    private Stream<@Nullable String> expressions() {
        return known.indexes().values().stream()
                .flatMap(index -> index.keys().stream())
                .map(Index.Key::expression);
    }

    private Stream<@Nullable String> predicates() {
        return known.indexes().values().stream().map(Index::where);
    }

    private static String knownText(String desired, Stream<@Nullable String> known) {
        return known.filter(present -> present != null && same(present, desired))
                .findFirst()
                .orElse(desired);
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String sql) {
        List<String> plain = new ArrayList<>();
        collect(SqlTokens.of(sql).tokens(), plain);
        return String.join(" ", plain);
    }

    /** Omits parentheses and casts, which PostgreSQL adds to expressions. */
    private static void collect(List<SqlTokens.Token> tokens, List<String> plain) {
        for (int i = 0; i < tokens.size(); i++) {
            SqlTokens.Token token = tokens.get(i);
            if (token.isGroup()) {
                collect(SqlTokens.of(token.inner()).tokens(), plain);
            } else if (token.text().equals("::")) {
                i = endOfType(tokens, i + 1) - 1;
            } else {
                plain.add(token.folded());
            }
        }
    }

    /** Returns the index after a type name such as {@code numeric(12, 2)}, {@code character varying[]} or {@code public.status}. */
    private static int endOfType(List<SqlTokens.Token> tokens, int start) {
        int end = start + 1;
        while (end < tokens.size()) {
            SqlTokens.Token token = tokens.get(end);
            boolean modifiers =
                    token.isGroup() && token.start() == tokens.get(end - 1).end();
            if (token.text().equals(".")) {
                end += 2;
            } else if (modifiers || REST_OF_TYPE.contains(token.lower())) {
                end++;
            } else {
                break;
            }
        }
        return end;
    }
}
