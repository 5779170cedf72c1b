package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sql.MaskedSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Kind;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes SQL text apart at the semicolons between statements: not at those in quotes, comments, parentheses, or bodies
 * between {@code begin atomic} and {@code end}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">PostgreSQL: lexical structure</a>
 */
final class StatementSplitter {

    private static final Pattern COPY_WITH_DATA = Pattern.compile("copy\\b.*\\b(stdin|stdout)\\b.*");

    /** Statements that PostgreSQL refuses inside a transaction. */
    private static final Pattern ALONE = Pattern.compile("(create (unique )?index|drop index|reindex( \\(.*\\))?"
            + "( index| table| schema| system| database)?) concurrently\\b.*"
            + "|(vacuum|alter system|(create|drop) (database|tablespace)|reindex (database|system))\\b.*"
            + "|alter table .* detach partition .* concurrently.*|alter database .* set tablespace .*");

    private static final Set<String> TRANSACTION =
            Set.of("begin", "start", "commit", "end", "abort", "rollback", "prepare");

    private final String sql;
    private final List<String> statements = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int parentheses;
    private int blocks;
    private int lastEnd;

    private StatementSplitter(String sql) {
        this.sql = sql;
    }

    static List<String> split(String sql) {
        return new StatementSplitter(sql).all();
    }

    /** The statements with what is known of them, those refused that would break the run's own transaction. */
    static List<SqlStatement> statements(String sql) {
        return split(sql).stream()
                .map(text -> {
                    String plain = plain(text);
                    refuseTransactions(text, plain);
                    return new SqlStatement(text, !ALONE.matcher(plain).matches());
                })
                .toList();
    }

    /** The tokens with a space between them, words in lower case, comments left out. */
    static String plain(String sql) {
        return SqlTokens.flat(sql).tokens().stream()
                .map(Token::folded)
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ");
    }

    private List<String> all() {
        int start = 0;
        for (Iterator<Token> tokens = SqlTokens.scan(sql); tokens.hasNext(); ) {
            Token token = tokens.next();
            if (!token.terminated()) {
                throw unterminated(token);
            }
            if (token.kind() == Kind.COMMENT) {
                continue;
            }
            if (token.is(";") && parentheses == 0 && blocks == 0) {
                add(start);
                start = token.end();
            } else {
                follow(token);
            }
            lastEnd = token.end();
        }
        add(start);
        return List.copyOf(statements);
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
    private void add(int start) {
        String text = sql.substring(start, Math.max(start, lastEnd)).strip();
        boolean nothing = words.isEmpty();
        words.clear();
        parentheses = 0;
        blocks = 0;
        if (nothing) {
            return;
        }
        if (COPY_WITH_DATA.matcher(plain(text)).matches()) {
            throw new MigrationException(
                    "The SQL text copies rows from or to the client: " + firstLine(text),
                    "insert the rows with op.insert(…), or copy them in a data step with the driver's CopyManager");
        }
        statements.add(text);
    }

    private static void refuseTransactions(String text, String plain) {
        String[] words = plain.split(" ", 3);
        boolean toSavepoint = words[0].equals("rollback") && plain.matches("rollback( work| transaction)? to\\b.*");
        boolean prepared = words[0].equals("prepare") && (words.length < 2 || !words[1].equals("transaction"));
        if (TRANSACTION.contains(words[0]) && !toSavepoint && !prepared) {
            throw new MigrationException(
                    "The SQL text begins or ends a transaction: " + firstLine(text),
                    "leave it out: each revision runs in a transaction of its own; what must run outside of one belongs"
                            + " into op.autocommit(…)");
        }
    }

    private MigrationException unterminated(Token token) {
        String unterminated = switch (token.kind()) {
            case COMMENT -> "comment";
            case QUOTED_IDENTIFIER -> "quoted identifier";
            default -> "string literal";
        };
        long line =
                sql.substring(0, token.start()).chars().filter(c -> c == '\n').count() + 1;
        String text = token.text().substring(0, Math.min(token.text().length(), 40));
        return new MigrationException(
                "The SQL text has an unterminated " + unterminated + " in line " + line + ": " + firstLine(text),
                "Close it");
    }

    private static String firstLine(String text) {
        return MaskedSql.firstLine(text);
    }
}
