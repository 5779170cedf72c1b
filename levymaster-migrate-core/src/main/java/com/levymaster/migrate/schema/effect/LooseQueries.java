package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a query as an author writes it with one as PostgreSQL prints it: with all columns, other aliases, and casts. */
public final class LooseQueries {

    /** The clauses that PostgreSQL neither adds nor leaves out. */
    private static final Set<String> CLAUSES = Set.of("where", "having", "union", "intersect", "except", "values");

    /** With these words, PostgreSQL may print other literals than the author has written. */
    private static final Set<String> REWRITTEN = Set.of(
            "by",
            "cast",
            "extract",
            "interval",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "fetch",
            "limit",
            "array",
            "char",
            "bpchar",
            "float",
            "true",
            "false");

    private static final String TYPE_WITH_LENGTH = "::[\\w ]+\\([0-9, ]+\\)";

    private LooseQueries() {}

    /** Whether both may mean the same; false only if they certainly do not. */
    public static boolean mayBeEqual(String one, String other) {
        if (UnknownSql.isUnknown(one) || UnknownSql.isUnknown(other)) {
            return true;
        }
        List<Token> first = tokens(one);
        List<Token> second = tokens(other);
        return clauses(first).equals(clauses(second))
                && (isRewritten(first) || isRewritten(second) || literals(first).equals(literals(second)));
    }

    private static List<Token> tokens(String query) {
        return SqlTokens.flat(query.replaceAll(TYPE_WITH_LENGTH, "")).tokens();
    }

    private static List<String> clauses(List<Token> tokens) {
        return tokens.stream()
                .map(Token::lower)
                .filter(CLAUSES::contains)
                .sorted()
                .toList();
    }

    private static boolean isRewritten(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> REWRITTEN.contains(token.lower()));
    }

    /** Strings and numbers; a negative number may be printed as a string. */
    private static Set<String> literals(List<Token> tokens) {
        return tokens.stream()
                .filter(token -> token.kind() == TokenKind.STRING || token.kind() == TokenKind.NUMBER)
                .map(token -> token.text().replaceFirst("^'-?(.*)'$", "$1"))
                .collect(Collectors.toSet());
    }
}
