package com.levymaster.migrate.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fragment of SQL, cut into words: names, numbers, literals, operators, and each bracketed group as one word. Enough to
 * find the clauses of a definition, without pretending to understand SQL.
 */
public final class SqlTokens {

    private static final Pattern ATOM = Pattern.compile(
            "[Ee]?'(?:[^']|'')*'" // literals
                    + "|\"(?:[^\"]|\"\")*\"" // quoted names
                    + "|[\\p{L}_][\\p{L}\\p{N}_$]*" // names
                    + "|\\p{N}+(?:\\.\\p{N}+)?" // numbers
                    + "|::|[<>=!~|&+*/%^#@?-]+|[^\\s]");

    private final String text;
    private final List<Token> words;

    private SqlTokens(String text, List<Token> words) {
        this.text = text;
        this.words = words;
    }

    /** Where a word stands in the text. */
    public record Token(String text, int start, int end) {

        /** Whether it is this keyword, however written. */
        public boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }

        /** Whether it is a group in round brackets. */
        public boolean isGroup() {
            return text.startsWith("(");
        }

        /** What stands in the brackets of a group. */
        public String inner() {
            return text.substring(1, text.length() - 1).strip();
        }

        public String lower() {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    public static SqlTokens of(String sql) {
        List<Token> words = new ArrayList<>();
        Matcher matcher = ATOM.matcher(sql);
        int position = 0;
        while (matcher.find(position)) {
            boolean group = matcher.group().equals("(");
            int end = group ? closing(sql, matcher.start()) : matcher.end();
            words.add(new Token(sql.substring(matcher.start(), end), matcher.start(), end));
            position = end;
        }
        return new SqlTokens(sql, List.copyOf(words));
    }

    public List<Token> words() {
        return words;
    }

    /** The text from one word to before another. */
    public String between(int from, int to) {
        return from >= to
                ? ""
                : text.substring(words.get(from).start(), words.get(to - 1).end());
    }

    /** Whether these keywords stand at this position, one after another. */
    public boolean at(int position, String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (position + i >= words.size() || !words.get(position + i).is(keywords[i])) {
                return false;
            }
        }
        return true;
    }

    private static int closing(String sql, int open) {
        int depth = 0;
        Matcher matcher = ATOM.matcher(sql);
        int position = open;
        while (matcher.find(position)) {
            depth += matcher.group().equals("(") ? 1 : matcher.group().equals(")") ? -1 : 0;
            position = matcher.end();
            if (depth == 0) {
                return position;
            }
        }
        return sql.length();
    }
}
