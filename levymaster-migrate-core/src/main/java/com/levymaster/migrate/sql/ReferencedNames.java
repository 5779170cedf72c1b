package com.levymaster.migrate.sql;

import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The names of tables, views, functions and the like in SQL text, without their schemas, as far as the keywords before them
 * tell. Bodies in dollar quotes are read too.
 */
public final class ReferencedNames {

    private static final Set<String> BEFORE = Set.of(
            "table",
            "view",
            "function",
            "procedure",
            "routine",
            "aggregate",
            "trigger",
            "sequence",
            "type",
            "domain",
            "index",
            "policy",
            "on",
            "into",
            "update",
            "from",
            "join",
            "using",
            "references",
            "copy",
            "execute");

    private static final Set<String> BETWEEN = Set.of("if", "not", "exists", "only", "concurrently", "lateral");

    private static final String ON = " on ";

    private static final Set<String> DESTRUCTIVE = Set.of("drop", "rename", "type", "schema");

    private ReferencedNames() {}

    /** Returns the names, as PostgreSQL compares them. */
    public static Set<String> of(String sql) {
        Set<String> names = new LinkedHashSet<>();
        List<Token> tokens = SqlTokens.flat(sql).tokens();
        boolean expected = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == TokenKind.STRING && token.text().startsWith("$")) {
                int tag = token.text().indexOf('$', 1) + 1;
                names.addAll(of(
                        token.text().substring(tag, Math.max(tag, token.text().length() - tag))));
            }
            if (expected && BETWEEN.contains(token.lower())) {
                continue;
            }
            if (expected && isName(token)) {
                while (i + 2 < tokens.size() && tokens.get(i + 1).is(".")) {
                    i += 2;
                }
                names.add(tokens.get(i).identifier());
                expected = i + 1 < tokens.size() && tokens.get(i + 1).is(",");
                i += expected ? 1 : 0;
            } else {
                expected = token.isWord() && BEFORE.contains(token.lower());
            }
        }
        return names;
    }

    /**
     * Returns the name of the view, function or the like that a statement creates or drops; empty for other statements. A trigger
     * and a policy have theirs on their table only: {@code name on table}.
     */
    public static Optional<String> subject(String verb, String sql) {
        SqlTokens tokens = SqlTokens.flat(sql);
        return tokens.at(0, verb)
                ? of(sql).stream().findFirst().map(name -> name + onTable(tokens.tokens()))
                : Optional.empty();
    }

    /** The name alone of what {@link #subject} returns. */
    public static String nameOf(String subject) {
        int on = subject.indexOf(ON);
        return on < 0 ? subject : subject.substring(0, on);
    }

    private static String onTable(List<Token> tokens) {
        boolean ofTable = tokens.stream().limit(5).anyMatch(token -> token.is("trigger") || token.is("policy"))
                && tokens.stream().limit(3).noneMatch(token -> token.is("event"));
        for (int i = 1; ofTable && i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("on")) {
                int at = i + 1;
                while (at + 2 < tokens.size() && tokens.get(at + 1).is(".")) {
                    at += 2;
                }
                return ON + tokens.get(at).identifier();
            }
        }
        return "";
    }

    private static boolean isName(Token token) {
        return token.kind() == TokenKind.QUOTED_IDENTIFIER || token.isWord() && !Keywords.needQuotes(token.lower());
    }

    /** Whether a statement may drop, rename or retype something that views and functions use. */
    public static boolean isDestructive(String sql) {
        return SqlTokens.flat(sql).tokens().stream().anyMatch(t -> t.isWord() && DESTRUCTIVE.contains(t.lower()));
    }
}
