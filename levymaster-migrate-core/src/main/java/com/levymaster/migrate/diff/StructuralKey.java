package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reduces a constraint or index to what it is apart from name and comment. */
final class StructuralKey {

    private static final String NAMELESS = "";

    /** A column or number that is cast to a numeric type without modifiers, as PostgreSQL prints it. */
    private static final Pattern NUMERIC_CAST = Pattern.compile(
            "\\((-?[\\d.]+|[\\p{L}_][\\p{L}\\p{N}_$]*|\"(?:[^\"]|\"\")+\")\\)::(?:double precision|numeric)(?![\\w(])");

    private StructuralKey() {}

    static Constraint of(Constraint constraint) {
        Constraint bare = constraint.withName(NAMELESS).withComment(null);
        if (bare instanceof ForeignKey key) {
            return paired(key);
        }
        return bare instanceof Constraint.Check check
                ? check.withExpression(sorted(canonical(check.expression())))
                : bare;
    }

    /** {@code (a, b) references t (x, y)} is {@code (b, a) references t (y, x)}. */
    private static ForeignKey paired(ForeignKey key) {
        List<Integer> order = IntStream.range(0, key.columns().size())
                .boxed()
                .sorted(Comparator.comparing(i -> key.columns().get(i)))
                .toList();
        return key.columns().size() != key.referencedColumns().size()
                ? key
                : key.withColumns(order.stream().map(key.columns()::get).toList())
                        .withReference(
                                key.referencedTable(),
                                order.stream().map(key.referencedColumns()::get).toList());
    }

    static Index of(Index index) {
        String where = index.where();
        return index.withName(NAMELESS).withComment(null).withWhere(where == null ? null : canonical(where));
    }

    /** After a conversion of a numeric column, the server keeps casts to the former type, which change no result. */
    private static String canonical(String sql) {
        return NUMERIC_CAST.matcher(InList.canonical(sql)).replaceAll("$1");
    }

    static boolean same(Constraint one, Constraint other) {
        return of(one).equals(of(other));
    }

    static boolean same(Index one, Index other) {
        return of(one).equals(of(other));
    }

    /** Sorts conjuncts: Hibernate joins the checks of a column in varying order. */
    private static String sorted(String expression) {
        SqlTokens sql = SqlTokens.of(expression);
        List<String> conjuncts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= sql.tokens().size(); at++) {
            if (at < sql.tokens().size() && (sql.at(at, "or") || sql.at(at, "between"))) {
                return expression;
            }
            if (at == sql.tokens().size() || sql.at(at, "and")) {
                conjuncts.add(sql.between(from, at));
                from = at + 1;
            }
        }
        return conjuncts.stream().sorted().collect(Collectors.joining(" AND "));
    }
}
