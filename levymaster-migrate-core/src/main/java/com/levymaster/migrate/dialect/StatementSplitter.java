package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sql.MaskedSql;
import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.sql.SqlStatements.Statement;
import com.levymaster.migrate.sql.TransactionCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of SQL text that a revision executes; refuses those that it cannot. */
final class StatementSplitter {

    private static final Pattern COPY_WITH_DATA = Pattern.compile("copy\\b.*\\b(stdin|stdout)\\b.*");

    /** Statements that PostgreSQL refuses inside a transaction. */
    private static final Pattern ALONE = Pattern.compile("(create (unique )?index|drop index|reindex( \\(.*\\))?"
            + "( index| table| schema| system| database)?) concurrently\\b.*"
            + "|(vacuum|alter system|(create|drop) (database|tablespace)|reindex (database|system))\\b.*"
            + "|alter table .* detach partition .* concurrently.*|alter database .* set tablespace .*");

    private StatementSplitter() {}

    static List<String> split(String sql) {
        List<String> statements = new ArrayList<>();
        for (Statement statement : SqlStatements.of(sql)) {
            if (!statement.text().isEmpty()) {
                statements.add(withoutRows(
                        sql.substring(statement.from(), statement.end()).strip()));
            }
        }
        return List.copyOf(statements);
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
        return SqlStatements.plain(sql);
    }

    private static String withoutRows(String text) {
        if (COPY_WITH_DATA.matcher(plain(text)).matches()) {
            throw new MigrationException(
                    "The SQL text copies rows from or to the client: " + firstLine(text),
                    "insert the rows with op.insert(…), or copy them in a data step with the driver's CopyManager");
        }
        return text;
    }

    private static void refuseTransactions(String text, String plain) {
        if (TransactionCommands.contain(plain)) {
            throw new MigrationException(
                    "The SQL text begins or ends a transaction: " + firstLine(text),
                    "leave it out: each revision runs in a transaction of its own; what must run outside of one belongs"
                            + " into op.autocommit(…)");
        }
    }

    private static String firstLine(String text) {
        return MaskedSql.firstLine(text);
    }
}
