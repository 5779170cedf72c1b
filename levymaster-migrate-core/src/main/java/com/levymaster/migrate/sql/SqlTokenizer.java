package com.levymaster.migrate.sql;

import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;

/** Reads SQL text token by token. Text without its closing quote is one token to the end; nothing is refused. */
final class SqlTokenizer implements Iterator<Token> {

    private static final String OPERATORS = "<>=!~|&+*/%^#@?-";

    /** An operator that ends with {@code +} or {@code -} contains one of these: {@code =-1} is {@code =} and {@code -1}. */
    private static final String BEFORE_SIGN = "~!@#%^&|?";

    private static final Set<String> STRING_PREFIXES = Set.of("e", "b", "x", "n");

    private final String sql;
    private final boolean escapes;
    private int position;
    private boolean terminated;

    /** @param escapes whether backslashes escape in strings without {@code E} too */
    SqlTokenizer(String sql, boolean escapes) {
        this.sql = sql;
        this.escapes = escapes;
        this.position = afterBlanks(0);
    }

    @Override
    public boolean hasNext() {
        return position < sql.length();
    }

    @Override
    public Token next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        terminated = true;
        int start = position;
        TokenKind kind = kind(start);
        int end = Math.min(sql.length(), end(kind, start));
        position = afterBlanks(end);
        return new Token(kind, sql.substring(start, end), start, end, terminated);
    }

    private TokenKind kind(int start) {
        char c = sql.charAt(start);
        if (sql.startsWith("--", start) || sql.startsWith("/*", start)) {
            return TokenKind.COMMENT;
        }
        if (c == '"' || isUnicodePrefix(start, '"')) {
            return TokenKind.QUOTED_IDENTIFIER;
        }
        if (c == '\'' || isUnicodePrefix(start, '\'') || isStringPrefix(start) || c == '$' && tagEnd(start) > 0) {
            return TokenKind.STRING;
        }
        if (isDigit(c)) {
            return TokenKind.NUMBER;
        }
        return isWordStart(c) ? TokenKind.WORD : TokenKind.SYMBOL;
    }

    private int end(TokenKind kind, int start) {
        return switch (kind) {
            case COMMENT -> sql.charAt(start) == '-' ? afterLine(start) : afterComment(start);
            case QUOTED_IDENTIFIER -> afterQuoted(sql.indexOf('"', start), false);
            case STRING ->
                sql.charAt(start) == '$'
                        ? afterDollarQuoted(start)
                        : afterQuoted(sql.indexOf('\'', start), escapes || isLetter(start, 'e'));
            case NUMBER -> afterNumber(start);
            case WORD -> afterWord(start);
            case SYMBOL, GROUP -> afterSymbol(start);
        };
    }

    private int afterBlanks(int from) {
        int at = from;
        while (at < sql.length() && (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '\uFEFF')) {
            at++;
        }
        return at;
    }

    private int afterLine(int from) {
        int line = sql.indexOf('\n', from);
        return line < 0 ? sql.length() : line;
    }

    /** Comments nest. */
    private int afterComment(int from) {
        int depth = 0;
        int at = from;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return unterminated();
    }

    /** A doubled quote is part of the text; a backslash escapes a quote in {@code E'…'} only. */
    private int afterQuoted(int from, boolean escapes) {
        char quote = sql.charAt(from);
        int at = from + 1;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (escapes && c == '\\') {
                at += 2;
            } else if (c != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return unterminated();
    }

    private int afterDollarQuoted(int from) {
        String delimiter = sql.substring(from, tagEnd(from));
        int close = sql.indexOf(delimiter, from + delimiter.length());
        return close < 0 ? unterminated() : close + delimiter.length();
    }

    /** The index after {@code $$} or {@code $tag$}; 0 where there is none, as at the parameter {@code $1}. */
    private int tagEnd(int from) {
        int at = from + 1;
        while (at < sql.length() && isWordPart(sql.charAt(at)) && sql.charAt(at) != '$') {
            at++;
        }
        boolean tag = at < sql.length() && sql.charAt(at) == '$' && !isDigit(sql.charAt(from + 1));
        return tag ? at + 1 : 0;
    }

    private int afterNumber(int from) {
        int at = from;
        while (at < sql.length() && (isWordPart(sql.charAt(at)) || isPoint(at) || isExponentSign(at))) {
            at++;
        }
        return at;
    }

    private boolean isPoint(int at) {
        return sql.charAt(at) == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1));
    }

    /** Where a digit precedes the {@code e} of {@code 1e-3}, so that {@code 0xe-3} is a subtraction. */
    private boolean isExponentSign(int at) {
        char c = sql.charAt(at);
        return (c == '+' || c == '-')
                && isLetter(at - 1, 'e')
                && isDigit(sql.charAt(at - 2))
                && at + 1 < sql.length()
                && isDigit(sql.charAt(at + 1));
    }

    private int afterWord(int from) {
        int at = from;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private int afterSymbol(int from) {
        if (sql.startsWith("::", from)) {
            return from + 2;
        }
        int at = from;
        while (at < sql.length() && OPERATORS.indexOf(sql.charAt(at)) >= 0 && !startsComment(at)) {
            at++;
        }
        boolean signed = sql.substring(from, at).chars().anyMatch(c -> BEFORE_SIGN.indexOf(c) >= 0);
        while (!signed && at > from + 1 && (sql.charAt(at - 1) == '-' || sql.charAt(at - 1) == '+')) {
            at--;
        }
        return Math.max(at, from + 1);
    }

    private boolean startsComment(int at) {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private int unterminated() {
        terminated = false;
        return sql.length();
    }

    /** {@code E'}, {@code B'}, {@code X'} or {@code N'}. */
    private boolean isStringPrefix(int start) {
        return sql.startsWith("'", start + 1)
                && STRING_PREFIXES.contains(sql.substring(start, start + 1).toLowerCase(Locale.ROOT));
    }

    private boolean isUnicodePrefix(int start, char quote) {
        return isLetter(start, 'u') && sql.startsWith("&" + quote, start + 1);
    }

    private boolean isLetter(int at, char lower) {
        return Character.toLowerCase(sql.charAt(at)) == lower;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
