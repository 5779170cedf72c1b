package com.levymaster.migrate.sql;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * The tokens of SQL text: enough to find clauses, names and the ends of statements without parsing SQL. Comments and
 * white space are left out.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: lexical structure</a>
 */
public final class SqlTokens {

    private final String text;
    private final List<Token> tokens;

    private SqlTokens(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = List.copyOf(tokens);
    }

    /** What a token is. */
    public enum TokenKind {
        /** A keyword or an unquoted identifier. */
        WORD,
        /** {@code "name"} or {@code U&"name"}. */
        QUOTED_IDENTIFIER,
        /** {@code 'text'}, {@code E'text'} and the like, or {@code $tag$text$tag$}. */
        STRING,
        /** {@code 42}, {@code 1.5e-3} or {@code 0xFF}, without a sign. */
        NUMBER,
        /** An operator, of one or more characters, or a punctuation mark. */
        SYMBOL,
        /** All from an opening parenthesis to the closing one. */
        GROUP,
        /** To the end of the line, or between slashes and asterisks, which nest. */
        COMMENT
    }

    /**
     * One token and its position.
     *
     * @param text as written, with quotes
     * @param start index of the first character
     * @param end index after the last character
     * @param terminated {@code false} if the text ends before the closing quote, or before the end of the comment
     */
    public record Token(TokenKind kind, String text, int start, int end, boolean terminated) {

        /** Whether this is the keyword, in upper or lower case. */
        public boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }

        /** Whether this is a keyword or an unquoted identifier. */
        public boolean isWord() {
            return kind == TokenKind.WORD;
        }

        /** Whether this is a group in parentheses. */
        public boolean isGroup() {
            return kind == TokenKind.GROUP;
        }

        /** The text between the parentheses of a group. */
        public String inner() {
            return text.substring(1, text.length() - 1).strip();
        }

        /** The text in lower case. */
        public String lower() {
            return text.toLowerCase(Locale.ROOT);
        }

        /** The text as PostgreSQL compares it: words in lower case, everything else as written. */
        public String folded() {
            return isWord() ? lower() : text;
        }

        /** The name if this is an identifier or a keyword; empty for any other token. */
        public String identifier() {
            if (kind == TokenKind.QUOTED_IDENTIFIER && text.length() > 2) {
                return text.substring(1, text.length() - 1).replace("\"\"", "\"");
            }
            return isWord() ? lower() : "";
        }

        /** Whether this is an identifier, quoted or not, with the given name. */
        public boolean isIdentifier(String name) {
            return kind == TokenKind.QUOTED_IDENTIFIER
                    ? text.equals('"' + name.replace("\"", "\"\"") + '"')
                    : isWord() && lower().equals(name);
        }
    }

    /** The tokens of the text, each group in parentheses as one token. */
    public static SqlTokens of(String sql) {
        SqlTokens flat = flat(sql);
        List<Token> grouped = new ArrayList<>();
        int position = 0;
        while (position < flat.tokens.size()) {
            int next = flat.afterGroup(position);
            grouped.add(next == position + 1 ? flat.tokens.get(position) : flat.group(position, next));
            position = next;
        }
        return new SqlTokens(sql, grouped);
    }

    /** The tokens of the text, each parenthesis as one token. */
    public static SqlTokens flat(String sql) {
        List<Token> tokens = new ArrayList<>();
        scan(sql).forEachRemaining(token -> {
            if (token.kind() != TokenKind.COMMENT) {
                tokens.add(token);
            }
        });
        return new SqlTokens(sql, tokens);
    }

    /** Reads the tokens one at a time, as is right for long text: comments included, each parenthesis as one token. */
    public static Iterator<Token> scan(String sql) {
        return scan(sql, false);
    }

    /** As {@link #scan(String)}, where a backslash escapes a quote in all strings if {@code escapes}. */
    static Iterator<Token> scan(String sql, boolean escapes) {
        return new SqlTokenizer(sql, escapes);
    }

    /** All tokens, in the order of the text. */
    public List<Token> tokens() {
        return tokens;
    }

    /** The text from one token to before another; empty where the first is not before the second. */
    public String between(int from, int to) {
        return from >= to
                ? ""
                : text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** Whether the tokens from this position on are these keywords. */
    public boolean at(int position, String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (position + i >= tokens.size() || !tokens.get(position + i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    /** An unclosed group ends with the text. */
    private int afterGroup(int position) {
        int depth = 0;
        int next = position;
        do {
            String token = tokens.get(next).text();
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            next++;
        } while (depth > 0 && next < tokens.size());
        return next;
    }

    private Token group(int from, int to) {
        Token last = tokens.get(to - 1);
        int start = tokens.get(from).start();
        return new Token(
                TokenKind.GROUP,
                text.substring(start, last.end()),
                start,
                last.end(),
                last.text().equals(")"));
    }
}
