package com.levymaster.migrate.sql;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes SQL text apart at the semicolons between statements: not at those in quotes, comments, parentheses, or bodies
 * between {@code begin atomic} and {@code end}. The rows that follow a {@code copy … from stdin} belong to it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: lexical structure</a>
 */
public final class SqlStatements {

    private static final Pattern STANDARD_STRINGS =
            Pattern.compile("set (?:session |local )?\"?standard_conforming_strings\"? (?:=|to) '?(\\w+)'?"
                    + "|select (?:pg_catalog \\. )?set_config \\( 'standard_conforming_strings' , '(\\w+)' , .*"
                    + "|(?:reset standard_conforming_strings|reset all|discard all)");
    private static final Set<String> OFF = Set.of("off", "false", "no", "0");
    private static final String END_OF_COPY = "\\.";

    private final String sql;
    private final boolean part;
    private final List<Statement> statements = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Integer> escaped = new ArrayList<>();
    private boolean escapes;
    private boolean rowsWithoutEnd;
    private List<Token> before = new ArrayList<>();
    private List<Token> within = new ArrayList<>();
    private int parentheses;
    private int blocks;
    private int from;
    private int first = -1;
    private int end;

    private SqlStatements(String sql, boolean part, boolean escapes) {
        this.sql = sql;
        this.part = part;
        this.escapes = escapes;
    }

    /**
     * One statement without its semicolon. The last one is empty if comments follow the last semicolon.
     *
     * @param text from its first to its last token; strings with backslashes as escapes are written {@code E'…'}
     * @param from index after the semicolon before it
     * @param start index of its first token
     * @param end index after its last token
     * @param before comments before its first token
     * @param within comments between its tokens
     * @param rows what a {@code copy … from stdin} reads: all lines before {@code \.}; {@code null} for other statements
     */
    public record Statement(
            String text,
            int from,
            int start,
            int end,
            List<Token> before,
            List<Token> within,
            @Nullable String rows) {}

    /**
     * Returns the statements of a text.
     *
     * @throws MigrationException if a quote or comment is not terminated
     */
    public static List<Statement> of(String sql) {
        SqlStatements reader = new SqlStatements(sql, false, false);
        reader.read();
        reader.add(null);
        return List.copyOf(reader.statements);
    }

    /** Reads the statements that are complete in the text so far. */
    static SqlStatements ofPart(String sql, boolean escapes) {
        SqlStatements reader = new SqlStatements(sql, true, escapes);
        reader.read();
        return reader;
    }

    /** Whether backslashes escape in what follows. */
    boolean escapes() {
        return escapes;
    }

    /** The index after the last semicolon between statements. */
    int afterLast() {
        return from;
    }

    /** Whether the last complete statement reads rows. */
    boolean endsWithCopy() {
        return !statements.isEmpty()
                && isCopyFromClient(plain(statements.get(statements.size() - 1).text()));
    }

    /** Whether the character stands in a comment; not if the text cannot be split. */
    public static boolean isComment(String sql, int index) {
        try {
            for (Iterator<Token> tokens = SqlTokens.scan(sql); tokens.hasNext(); ) {
                Token token = tokens.next();
                if (token.start() + token.text().length() > index) {
                    return token.start() <= index && token.kind() == TokenKind.COMMENT;
                }
            }
        } catch (MigrationException e) {
            return false;
        }
        return false;
    }

    /** The tokens in one line, words in lower case, comments left out: to find keywords. */
    public static String plain(String sql) {
        return canonical(sql).replaceAll("\\s+", " ");
    }

    /** The tokens with a space between them, words in lower case, comments left out, literals unchanged but for line ends. */
    public static String canonical(String sql) {
        return SqlTokens.flat(sql).tokens().stream()
                .map(token -> withUnixLineEnds(token.folded()))
                .collect(Collectors.joining(" "));
    }

    /** The same with the line ends of the file, of which checksums were computed once. */
    public static String canonicalWithLineEnds(String sql) {
        return SqlTokens.flat(sql).tokens().stream().map(Token::folded).collect(Collectors.joining(" "));
    }

    /** A checkout of the same file on another system may have other line ends. */
    public static String withUnixLineEnds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }

    /** Whether the statement reads rows that the client sends. */
    public static boolean isCopyFromClient(String plain) {
        return plain.matches("copy\\b.*\\bfrom stdin\\b.*");
    }

    /** Whether the statement sends rows to the client. */
    public static boolean isCopyToClient(String plain) {
        return plain.matches("copy\\b.*\\bto stdout\\b.*");
    }

    /** The number of the column at an index, from 1. */
    public static int column(String text, int index) {
        return index == 0 ? 1 : index - text.lastIndexOf('\n', index - 1);
    }

    /** The number of the line at an index, from 1, with the lines of rows that are not in the text. */
    public static int line(String text, int index) {
        int newLines = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
            newLines++;
        }
        return 1 + newLines + (int) RowsMarker.linesLeftOut(text, index);
    }

    private void read() {
        int next = 0;
        while (next < sql.length()) {
            next = readFrom(next);
        }
    }

    /** Reads to the end, or to the rows of a copy; returns where to go on. */
    private int readFrom(int offset) {
        for (Iterator<Token> tokens = SqlTokens.scan(sql.substring(offset), escapes); tokens.hasNext(); ) {
            Token token = moved(tokens.next(), offset);
            if (!token.terminated() && part) {
                return sql.length();
            }
            if (!token.terminated()) {
                throw unterminated(token);
            }
            if (token.kind() == TokenKind.COMMENT) {
                (first < 0 ? before : within).add(token);
            } else if (token.is(";") && parentheses == 0 && blocks == 0) {
                String plain = first < 0 ? "" : plain(sql.substring(first, end));
                if (isCopyFromClient(plain)) {
                    return rows(token.end());
                }
                boolean before = escapes;
                escapes = escapesAfter(plain);
                add(null);
                from = token.end();
                if (before != escapes) {
                    return from;
                }
            } else if (token.text().startsWith("\\") && !rowsWithoutEnd) {
                return command(token);
            } else {
                first = first < 0 ? token.start() : first;
                end = token.end();
                if (escapes && token.text().startsWith("'") && token.text().indexOf('\\') >= 0) {
                    escaped.add(token.start());
                }
                follow(token);
            }
        }
        return sql.length();
    }

    /** No operator of the server has a backslash: it begins a command of psql, which ends with its line. */
    private int command(Token backslash) {
        int lineEnd = sql.indexOf('\n', backslash.start());
        int after = lineEnd < 0 ? sql.length() : lineEnd;
        first = first < 0 ? backslash.start() : first;
        end = backslash.start()
                + sql.substring(backslash.start(), after).stripTrailing().length();
        add(null);
        from = after;
        return after;
    }

    private boolean escapesAfter(String plain) {
        Matcher setting = STANDARD_STRINGS.matcher(plain);
        return setting.matches()
                ? OFF.contains(String.valueOf(setting.group(1) == null ? setting.group(2) : setting.group(1))
                        .toLowerCase(Locale.ROOT))
                : escapes;
    }

    private static Token moved(Token token, int offset) {
        return new Token(token.kind(), token.text(), token.start() + offset, token.end() + offset, token.terminated());
    }

    /** The rows begin in the line after the semicolon. Without an end they are another statement's text. */
    private int rows(int afterSemicolon) {
        int start = sql.indexOf('\n', afterSemicolon) + 1;
        int at = start;
        while (start > 0 && at < sql.length()) {
            int lineEnd = sql.indexOf('\n', at) < 0 ? sql.length() : sql.indexOf('\n', at);
            if (sql.substring(at, lineEnd).stripTrailing().equals(END_OF_COPY)) {
                refuseBetween(afterSemicolon, start);
                add(sql.substring(start, at));
                from = lineEnd;
                return lineEnd;
            }
            at = lineEnd + 1;
        }
        rowsWithoutEnd = true;
        add(null);
        from = afterSemicolon;
        return afterSemicolon;
    }

    /** What stands behind a copy in its line would be neither a statement nor a row. */
    private void refuseBetween(int afterSemicolon, int rows) {
        for (Iterator<Token> rest = SqlTokens.scan(sql.substring(afterSemicolon, rows)); rest.hasNext(); ) {
            Token token = rest.next();
            if (token.kind() != TokenKind.COMMENT) {
                throw new MigrationException(
                        "The SQL text has `" + MaskedSql.firstLine(token.text()) + "` behind a `copy` in line "
                                + line(sql, afterSemicolon) + ": the rows of the copy begin in the next line",
                        "Begin a line of its own behind the rows");
            }
        }
    }

    private void follow(Token token) {
        if (token.is("(")) {
            parentheses++;
        } else if (token.is(")")) {
            parentheses = Math.max(0, parentheses - 1);
        } else if (token.isWord()) {
            block(token.lower());
        } else {
            words.add(token.text());
        }
    }

    /** Within a function's {@code begin atomic} body, {@code case} opens a block too. */
    private void block(String word) {
        boolean atomic = word.equals("atomic")
                && !words.isEmpty()
                && words.get(words.size() - 1).equals("begin");
        if ((atomic && createsRoutine()) || (blocks > 0 && word.equals("case"))) {
            blocks++;
        } else if (blocks > 0 && word.equals("end")) {
            blocks--;
        }
        words.add(word);
    }

    private boolean createsRoutine() {
        int at = words.size() > 2 && words.get(1).equals("or") ? 3 : 1;
        return words.size() > at
                && words.get(0).equals("create")
                && Set.of("function", "procedure").contains(words.get(at));
    }

    /** Ends at the last token: a comment after it would swallow the semicolon of a script. */
    private void add(@Nullable String rows) {
        if (first >= 0 || !before.isEmpty()) {
            boolean empty = first < 0;
            statements.add(new Statement(
                    empty ? "" : text(),
                    from,
                    empty ? sql.length() : first,
                    empty ? sql.length() : end,
                    before,
                    within,
                    rows));
        }
        before = new ArrayList<>();
        within = new ArrayList<>();
        words.clear();
        escaped.clear();
        parentheses = 0;
        blocks = 0;
        first = -1;
    }

    /** Means the same whether standard_conforming_strings is on or off. */
    private String text() {
        StringBuilder text = new StringBuilder();
        int copied = first;
        for (int at : escaped) {
            text.append(sql, copied, at).append('E');
            copied = at;
        }
        return text.append(sql, copied, end).toString();
    }

    private MigrationException unterminated(Token token) {
        String unterminated = switch (token.kind()) {
            case COMMENT -> "comment";
            case QUOTED_IDENTIFIER -> "quoted identifier";
            default -> "string literal";
        };
        String text = token.text().substring(0, Math.min(token.text().length(), 40));
        return new MigrationException(
                "The SQL text has an unterminated " + unterminated + " in line " + line(sql, token.start())
                        + ", column "
                        + column(sql, token.start()) + ": "
                        + MaskedSql.firstLine(text),
                "Close it");
    }
}
