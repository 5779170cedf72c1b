package com.levymaster.migrate.sql;

import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SQL text in which the contents of string literals are replaced, so that it can be shown: {@code password '***'}. Numbers,
 * names and comments stay. The body of a function or {@code do} block in SQL or PL/pgSQL stays too, with its own literals
 * masked.
 *
 * @param position in {@code text} of the position in the original text; both in characters from 1, 0 for none
 * @param literals the contents of the literals
 */
public record MaskedSql(String text, int position, List<String> literals) {

    private static final String MASK = "***";

    /** As much as is read for a first line; a literal without its end is masked to the end. */
    private static final int FIRST = 1000;

    private static final Pattern DOLLAR_TAG = Pattern.compile("^\\$[^$]*\\$");

    private static final Set<String> LANGUAGES = Set.of("sql", "plpgsql");

    public MaskedSql {
        literals = List.copyOf(literals);
    }

    /** The text alone. */
    public static String text(String sql) {
        return sql.indexOf('\'') < 0 && sql.indexOf('$') < 0 ? sql : of(sql, 0).text();
    }

    /** The first line without literals. */
    public static String firstLine(String sql) {
        String stripped = sql.strip();
        String start = stripped.substring(0, Math.min(stripped.length(), FIRST));
        return text(start).lines().findFirst().orElse("");
    }

    /**
     * Masks the literals of a text.
     *
     * @param position as the server reports it: in characters from 1; 0 for none
     */
    public static MaskedSql of(String sql, int position) {
        return of(sql, position, false);
    }

    /** Masks numbers, too, where all of them are values of rows. */
    public static MaskedSql of(String sql, int position, boolean numbers) {
        Masking masking = new Masking(sql, numbers);
        masking.run();
        return new MaskedSql(masking.masked.toString(), masking.moved(position), masking.literals);
    }

    /** Copies the text token by token, and remembers which index became which. */
    private static final class Masking {

        private final String sql;
        private final boolean numbers;
        private final StringBuilder masked = new StringBuilder();
        private final List<String> literals = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();
        private final List<Token> statement = new ArrayList<>();
        private int copied;

        Masking(String sql, boolean numbers) {
            this.sql = sql;
            this.numbers = numbers;
        }

        void run() {
            Iterator<Token> tokens = SqlTokens.scan(sql);
            while (tokens.hasNext()) {
                Token token = tokens.next();
                if (token.kind() == TokenKind.STRING) {
                    literal(token);
                } else if (numbers && token.kind() == TokenKind.NUMBER) {
                    replaced(token, MASK);
                }
                if (token.is(";")) {
                    statement.clear();
                } else if (token.kind() != TokenKind.COMMENT) {
                    statement.add(token);
                }
            }
            masked.append(sql, copied, sql.length());
        }

        private void replaced(Token token, String mask) {
            masked.append(sql, copied, token.start());
            moves.add(new Move(token.start(), token.end(), masked.length(), masked.length() + mask.length()));
            masked.append(mask);
            copied = token.end();
        }

        private void literal(Token token) {
            masked.append(sql, copied, token.start());
            int start = masked.length();
            if (token.text().startsWith("$")) {
                dollarQuoted(token);
            } else {
                int quote = token.text().indexOf('\'');
                literals.add(inner(token, quote + 1, 1));
                masked.append(token.text(), 0, quote).append('\'').append(MASK).append('\'');
            }
            moves.add(new Move(token.start(), token.end(), start, masked.length()));
            copied = token.end();
        }

        private void dollarQuoted(Token token) {
            var matcher = DOLLAR_TAG.matcher(token.text());
            String tag = matcher.find() ? matcher.group() : "$$";
            String inner = inner(token, tag.length(), tag.length());
            if (isBody(token)) {
                MaskedSql body = MaskedSql.of(inner, 0);
                literals.addAll(body.literals());
                masked.append(tag).append(body.text());
            } else {
                literals.add(inner);
                masked.append(tag).append(MASK);
            }
            masked.append(tag);
        }

        private static String inner(Token token, int before, int after) {
            int end = token.text().length() - (token.terminated() ? after : 0);
            return token.text().substring(Math.min(before, end), end);
        }

        private boolean isBody(Token token) {
            boolean block = !statement.isEmpty() && statement.get(0).is("do");
            boolean function = !statement.isEmpty()
                    && statement.get(0).is("create")
                    && statement.get(statement.size() - 1).is("as");
            return (block || function) && LANGUAGES.contains(language(token, block));
        }

        /** The language is named before the body or after it; that of a block may be omitted. */
        private String language(Token body, boolean block) {
            List<Token> tokens = new ArrayList<>(statement);
            Iterator<Token> rest = SqlTokens.scan(sql.substring(body.end()));
            for (int i = 0; i < 40 && rest.hasNext(); i++) {
                Token next = rest.next();
                if (next.is(";")) {
                    break;
                }
                tokens.add(next);
            }
            for (int i = 0; i + 1 < tokens.size(); i++) {
                if (tokens.get(i).is("language")) {
                    return tokens.get(i + 1).lower();
                }
            }
            return block ? "plpgsql" : "";
        }

        /** A position in a literal becomes that of its start. */
        int moved(int position) {
            int length = sql.codePointCount(0, sql.length());
            if (position <= 0 || position > length) {
                return 0;
            }
            int index = sql.offsetByCodePoints(0, position - 1);
            int at = index;
            for (Move move : moves) {
                if (index >= move.end()) {
                    at = index - move.end() + move.maskedEnd();
                } else if (index >= move.start()) {
                    at = move.maskedStart();
                }
            }
            return masked.codePointCount(0, at) + 1;
        }

        private record Move(int start, int end, int maskedStart, int maskedEnd) {}
    }
}
