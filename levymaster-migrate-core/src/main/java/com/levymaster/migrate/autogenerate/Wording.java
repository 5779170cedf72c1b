package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.SqlWords;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the known wording of expressions that say the same in other blanks, brackets or case, where no server can be
 * asked to put them into its own words.
 */
record Wording(Table known) {

    static Schema of(Schema desired, Schema known) {
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.replaceAll((name, table) -> {
            Table now = known.tables().get(name);
            return now == null ? table : new Wording(now).of(table);
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
        Generated wanted = column.generated();
        Generated other = now.generated();
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
        List<Index.Part> parts = wanted.parts().stream()
                .map(part ->
                        part.expression() == null ? part : part.withExpression(word(part.expression(), expressions())))
                .toList();
        String where = wanted.where();
        return wanted.withParts(parts).withWhere(where == null ? null : word(where, predicates()));
    }

    private Stream<@Nullable String> expressions() {
        return known.indexes().values().stream()
                .flatMap(index -> index.parts().stream())
                .map(Index.Part::expression);
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

    /** Words with one blank between them; a bracket around the whole, or around brackets, is none. */
    private static String plain(String sql) {
        var words = SqlWords.of(sql).words();
        if (words.size() == 1 && words.get(0).isGroup()) {
            return plain(words.get(0).inner());
        }
        Function<SqlWords.Word, String> text = word -> word.isGroup()
                ? "(" + plain(word.inner()) + ")"
                : word.text().startsWith("'") || word.text().startsWith("\"") ? word.text() : word.lower();
        return words.stream().map(text).collect(Collectors.joining(" "));
    }
}
