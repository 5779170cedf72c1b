package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import java.util.Locale;
import java.util.StringJoiner;

/** Reads SQL text token by token: words, quoted parts, single characters. Comments and spaces are passed over. */
final class SqlTokenizer {

    private final String sql;
    private int start;
    private int end;

    SqlTokenizer(String sql) {
        this.sql = sql;
    }

    /** The words and signs of a text in lower case with one space between, its quoted parts as they are. */
    static String plain(String sql) {
        SqlTokenizer scanner = new SqlTokenizer(sql);
        StringJoiner words = new StringJoiner(" ");
        while (scanner.next()) {
            words.add(scanner.isWord() ? scanner.token().toLowerCase(Locale.ROOT) : scanner.token());
        }
        return words.toString().replaceAll("\\s+", " ");
    }

    /** Moves to the next token; at the end of the text there is none. */
    boolean next() {
        start = afterBlanks(end);
        if (start >= sql.length()) {
            end = sql.length();
            return false;
        }
        end = afterToken(start);
        return true;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String token() {
        return sql.substring(start, end);
    }

    /** Whether the token is a bare word: a keyword, a name or a number. */
    boolean isWord() {
        char last = sql.charAt(end - 1);
        return isWordStart(sql.charAt(start)) && last != '\'' && last != '"';
    }

    String text(int from, int to) {
        return sql.substring(from, to);
    }

    private int afterBlanks(int from) {
        int at = from;
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '\uFEFF') {
                at++;
            } else if (sql.startsWith("--", at)) {
                int line = sql.indexOf('\n', at);
                at = line < 0 ? sql.length() : line + 1;
            } else if (sql.startsWith("/*", at)) {
                at = afterComment(at);
            } else {
                return at;
            }
        }
        return at;
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
        throw unterminated("comment", from);
    }

    private int afterToken(int from) {
        char c = sql.charAt(from);
        if (c == '\'' || c == '"') {
            return afterQuoted(from, false);
        }
        if (c == '$') {
            return afterDollar(from);
        }
        if (!isWordStart(c)) {
            return from + 1;
        }
        int at = from;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return afterPrefix(from, at);
    }

    /** {@code E'…'} and the like are one token; only {@code E} lets a backslash escape a quote. */
    private int afterPrefix(int from, int at) {
        String word = sql.substring(from, at).toLowerCase(Locale.ROOT);
        if (at < sql.length()
                && sql.charAt(at) == '\''
                && (word.equals("e") || word.equals("b") || word.equals("x") || word.equals("n"))) {
            return afterQuoted(at, word.equals("e"));
        }
        if (word.equals("u") && (sql.startsWith("&'", at) || sql.startsWith("&\"", at))) {
            return afterQuoted(at + 1, false);
        }
        return at;
    }

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
        throw unterminated(quote == '"' ? "quoted identifier" : "quoted text", from);
    }

    private int afterDollar(int from) {
        int at = from + 1;
        while (at < sql.length() && sql.charAt(at) != '$' && isWordPart(sql.charAt(at))) {
            at++;
        }
        boolean tag = at < sql.length()
                && sql.charAt(at) == '$'
                && (at == from + 1 || !Character.isDigit(sql.charAt(from + 1)));
        if (!tag) {
            return from + 1;
        }
        String delimiter = sql.substring(from, at + 1);
        int close = sql.indexOf(delimiter, at + 1);
        if (close < 0) {
            throw unterminated("text between " + delimiter, from);
        }
        return close + delimiter.length();
    }

    private static boolean isWordStart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c > 127;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || c == '$';
    }

    private MigrationException unterminated(String what, int at) {
        long line = sql.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        String from = sql.substring(at, Math.min(sql.length(), at + 40))
                .lines()
                .findFirst()
                .orElse("");
        return new MigrationException(
                "The SQL text has a " + what + " without an end, in line " + line + ": " + from, "close it");
    }
}
