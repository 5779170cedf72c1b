package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the relations that a query names in its {@code from} clauses, at any depth. */
final class QueryRelations {

    private static final Set<String> ENDS = Set.of(
            "where",
            "group",
            "having",
            "window",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "union",
            "intersect",
            "except",
            "select");

    /** Where the tokens of one pair of parentheses are. */
    private enum Place {
        EXPRESSION,
        SELECT,
        /** A relation follows. */
        FROM,
        /** After a relation, where {@code ,} and {@code join} lead to the next. */
        JOINED
    }

    private final List<Token> tokens;
    private final Set<ObjectName> found = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Deque<Place> places = new ArrayDeque<>();

    private QueryRelations(String query) {
        this.tokens = SqlTokens.flat(query).tokens();
    }

    static Set<ObjectName> of(String query) {
        QueryRelations relations = new QueryRelations(query);
        relations.read();
        relations.found.removeIf(name -> name.schema() == null && relations.named.contains(name.name()));
        return relations.found;
    }

    private void read() {
        places.push(Place.EXPRESSION);
        int at = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            Place place = places.element();
            if (token.is("(")) {
                places.push(place == Place.FROM ? Place.FROM : Place.EXPRESSION);
            } else if (token.is(")")) {
                close();
            } else if (place == Place.FROM && isName(token) && !token.is("select") && !token.is("values")) {
                at = relation(at);
                continue;
            } else {
                clause(at, token, place);
            }
            at++;
        }
    }

    private void close() {
        if (places.size() > 1) {
            places.pop();
        }
        if (places.element() == Place.FROM) {
            become(Place.JOINED);
        }
    }

    private void clause(int at, Token token, Place place) {
        boolean distinctFrom = at > 1
                && tokens.get(at - 1).is("distinct")
                && !tokens.get(at - 2).is("select");
        if (token.is("select")) {
            become(Place.SELECT);
        } else if (token.is("from") && place == Place.SELECT && !distinctFrom) {
            become(Place.FROM);
        } else if (place == Place.JOINED && (token.is(",") || token.is("join"))) {
            become(Place.FROM);
        } else if (place == Place.JOINED && ENDS.contains(token.lower())) {
            become(Place.EXPRESSION);
        } else if (token.is("as") && at > 0 && isQueryAfter(at)) {
            named.add(unquoted(tokens.get(at - 1)));
        }
    }

    /** {@code name as (select …)} of a {@code with} clause. */
    private boolean isQueryAfter(int at) {
        int open = SqlReferences.is(tokens, at + 1, "materialized") ? at + 2 : at + 1;
        return SqlReferences.is(tokens, open, "(");
    }

    private int relation(int at) {
        int first = tokens.get(at).is("only") || tokens.get(at).is("lateral") ? at + 1 : at;
        int last = first;
        while (SqlReferences.is(tokens, last + 1, ".") && last + 2 < tokens.size()) {
            last += 2;
        }
        if (last >= tokens.size() || !isName(tokens.get(last))) {
            return first;
        }
        if (!SqlReferences.is(tokens, last + 1, "(")) {
            String schema = last == first ? null : unquoted(tokens.get(last - 2));
            found.add(ObjectName.of(schema, unquoted(tokens.get(last))));
        }
        become(Place.JOINED);
        return last + 1;
    }

    private void become(Place place) {
        places.pop();
        places.push(place);
    }

    private static boolean isName(Token token) {
        return token.isWord() || token.kind() == TokenKind.QUOTED_IDENTIFIER;
    }

    static String unquoted(Token token) {
        return token.kind() == TokenKind.QUOTED_IDENTIFIER
                ? token.text().substring(1, token.text().length() - 1).replace("\"\"", "\"")
                : token.lower();
    }
}
