package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed {@code columnDefinition}: a type followed by clauses, such as {@code char(5) not null default 'x' check (…)}.
 *
 * @param nullable {@code null} without such a clause
 */
record ColumnDefinitionParser(
        String type,
        @Nullable Boolean nullable,
        @Nullable String defaultValue,
        @Nullable String collation,
        @Nullable String generatedAs,
        boolean stored,
        @Nullable Boolean identityAlways,
        boolean unique,
        List<String> checks) {

    private static final Set<String> CLAUSES = Set.of(
            "not", "null", "default", "collate", "generated", "unique", "check", "primary", "references", "constraint");

    static ColumnDefinitionParser parse(String definition) {
        SqlTokens sql = SqlTokens.of(definition);
        int clauses = next(sql, 0);
        Clauses found = new Clauses();
        for (int at = clauses; at < sql.tokens().size(); ) {
            int end = next(sql, at + found.minimumLength(sql, at));
            found.read(sql, at, end);
            at = end;
        }
        return found.with(sql.between(0, clauses));
    }

    /** Returns the part of a column's options that a column definition may contain. */
    static String clauses(@Nullable String options) {
        SqlTokens sql = SqlTokens.of(options == null ? "" : options);
        return sql.between(next(sql, 0), sql.tokens().size());
    }

    private static int next(SqlTokens sql, int from) {
        int at = from;
        while (at < sql.tokens().size()
                && !CLAUSES.contains(sql.tokens().get(at).lower())) {
            at++;
        }
        return at;
    }

    private static final class Clauses {
        private @Nullable Boolean nullable;
        private @Nullable String defaultValue;
        private @Nullable String collation;
        private @Nullable String generatedAs;
        private boolean stored;
        private @Nullable Boolean identityAlways;
        private boolean unique;
        private final List<String> checks = new ArrayList<>();

        /** Returns the minimum number of tokens of a clause: {@code null} in {@code default null} is not a clause. */
        int minimumLength(SqlTokens sql, int at) {
            return sql.at(at, "not") || sql.at(at, "default") || sql.at(at, "generated", "by", "default")
                    ? sql.at(at, "generated") ? 3 : 2
                    : 1;
        }

        void read(SqlTokens sql, int at, int end) {
            if (sql.at(at, "not", "null") || sql.at(at, "primary")) {
                nullable = false;
            } else if (sql.at(at, "null")) {
                nullable = true;
            } else if (sql.at(at, "default")) {
                defaultValue = sql.between(at + 1, end);
            } else if (sql.at(at, "collate")) {
                collation = IdentifierFolding.fold(sql.between(at + 1, end));
            } else if (sql.at(at, "unique")) {
                unique = true;
            } else if (sql.at(at, "check")) {
                checks.add(sql.tokens().get(at + 1).inner());
            } else if (sql.at(at, "generated")) {
                generated(sql, at, end);
            }
        }

        private void generated(SqlTokens sql, int at, int end) {
            if (sql.between(at, end).toLowerCase(java.util.Locale.ROOT).contains("identity")) {
                identityAlways = sql.at(at, "generated", "always");
                return;
            }
            generatedAs = sql.tokens().subList(at, end).stream()
                    .filter(SqlTokens.Token::isGroup)
                    .map(SqlTokens.Token::inner)
                    .findFirst()
                    .orElse(null);
            stored = sql.tokens().get(end - 1).is("stored");
        }

        ColumnDefinitionParser with(String type) {
            return new ColumnDefinitionParser(
                    type, nullable, defaultValue, collation, generatedAs, stored, identityAlways, unique, checks);
        }
    }
}
