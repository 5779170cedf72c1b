package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares an expression as an author writes it with one as PostgreSQL prints it: with parentheses and casts. */
public final class LooseExpressions {

    /** What PostgreSQL prints in other words. */
    private static final Set<String> REWRITTEN =
            Set.of("in", "any", "all", "array", "between", "like", "ilike", "similar", "cast", "case", "is", "extract");

    private static final Set<String> TYPE_WORDS =
            Set.of("varying", "precision", "with", "without", "time", "zone", ".");

    private LooseExpressions() {}

    /** Whether both may mean the same; false only if they certainly do not. */
    public static boolean mayBeEqual(String one, String other) {
        List<String> first = words(one);
        List<String> second = words(other);
        return first.equals(second)
                || first.stream().anyMatch(REWRITTEN::contains)
                || second.stream().anyMatch(REWRITTEN::contains);
    }

    private static List<String> words(String sql) {
        List<Token> tokens = SqlTokens.flat(sql).tokens();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            Token token = tokens.get(i);
            if (token.is("::")) {
                i = afterType(tokens, i + 1);
                continue;
            }
            if (!token.is("(") && !token.is(")")) {
                words.add(token.is("!=") ? "<>" : token.identifier().isEmpty() ? token.text() : token.identifier());
            }
            i++;
        }
        return words;
    }

    /** {@code character varying(20)[]}, or a name with its schema. */
    private static int afterType(List<Token> tokens, int start) {
        int next = start + 1;
        while (next < tokens.size()
                && (TYPE_WORDS.contains(tokens.get(next).lower())
                        || tokens.get(next - 1).is("."))) {
            next++;
        }
        if (next + 1 < tokens.size() && tokens.get(next).is("(")) {
            while (next < tokens.size() && !tokens.get(next).is(")")) {
                next++;
            }
            next++;
        }
        while (next < tokens.size()
                && (tokens.get(next).is("[") || tokens.get(next).is("]"))) {
            next++;
        }
        return next;
    }
}
