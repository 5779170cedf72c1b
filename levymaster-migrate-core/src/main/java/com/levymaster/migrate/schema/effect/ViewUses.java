package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.View.Use;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What views use. A rename leaves a view as it is, but its query is printed with the new names; how, is not known until it
 * has run.
 */
final class ViewUses {

    private ViewUses() {}

    /** What the server records; of a view that has not been inspected, what its query names. */
    static Set<Use> of(DatabaseSchema schema, View view) {
        Set<Use> known = view.uses();
        if (known != null) {
            return known;
        }
        Set<Use> uses = new HashSet<>();
        for (ObjectName relation : QueryRelations.of(view.query())) {
            ObjectName resolved = schema.resolve(relation);
            uses.add(new Use(resolved, null));
            List<Token> tokens = SqlTokens.flat(view.query()).tokens();
            for (int i = 0; i < tokens.size(); i++) {
                if (!isRelation(tokens, i) && !isType(tokens, i)) {
                    name(tokens.get(i)).ifPresent(name -> uses.add(new Use(resolved, name)));
                }
            }
        }
        return uses;
    }

    /** Whether the name is certainly none of a column: it qualifies another one, or follows {@code from} or {@code join}. */
    private static boolean isRelation(List<Token> tokens, int i) {
        int first = i >= 2 && tokens.get(i - 1).is(".") ? i - 2 : i;
        boolean follows = first > 0
                && (tokens.get(first - 1).is("from") || tokens.get(first - 1).is("join"));
        return follows || i + 1 < tokens.size() && tokens.get(i + 1).is(".");
    }

    private static boolean isType(List<Token> tokens, int i) {
        String before = i == 0 ? "" : tokens.get(i - 1).text();
        return before.equals(":") || before.equals("::");
    }

    static DatabaseSchema renameRelation(DatabaseSchema schema, ObjectName from, ObjectName to) {
        return rename(schema, use -> use.relation().equals(from) ? new Use(to, use.column()) : use);
    }

    static DatabaseSchema renameColumn(DatabaseSchema schema, ObjectName relation, String from, String to) {
        return rename(
                schema,
                use -> use.relation().equals(relation) && from.equals(use.column()) ? new Use(relation, to) : use);
    }

    /** Marks the queries of views that have such a token as unknown. */
    static DatabaseSchema unknownWith(DatabaseSchema schema, Predicate<Token> token) {
        return withQueries(
                schema,
                view -> SqlTokens.flat(view.query()).tokens().stream().anyMatch(token)
                        ? UnknownSql.of(view.query())
                        : view.query());
    }

    /** Changes the queries of views, which use the same as before. */
    static DatabaseSchema withQueries(DatabaseSchema schema, Function<View, String> change) {
        DatabaseSchema after = schema;
        for (View view : schema.views().values()) {
            String query = change.apply(view);
            if (!query.equals(view.query())) {
                after = after.with(view.withQuery(query).withUses(of(schema, view)));
            }
        }
        return after;
    }

    private static DatabaseSchema rename(DatabaseSchema schema, UnaryOperator<Use> change) {
        DatabaseSchema after = schema;
        for (View view : schema.views().values()) {
            Set<Use> before = of(schema, view);
            Set<Use> uses = before.stream().map(change).collect(Collectors.toSet());
            if (!uses.equals(before)) {
                after = after.with(view.withQuery(UnknownSql.of(view.query())).withUses(uses));
            }
        }
        return after;
    }

    private static java.util.Optional<String> name(Token token) {
        return switch (token.kind()) {
            case WORD -> java.util.Optional.of(token.lower());
            case QUOTED_IDENTIFIER -> java.util.Optional.of(QueryRelations.unquoted(token));
            default -> token.is("*") ? java.util.Optional.of("*") : java.util.Optional.empty();
        };
    }
}
