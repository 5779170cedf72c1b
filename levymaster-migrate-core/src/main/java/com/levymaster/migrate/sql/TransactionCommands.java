package com.levymaster.migrate.sql;

import com.levymaster.migrate.error.MigrationException;
import java.util.Set;

/** Commands that begin or end a transaction. Savepoints are none. */
public final class TransactionCommands {

    private static final Set<String> WORDS = Set.of("begin", "start", "commit", "end", "abort", "rollback");

    private TransactionCommands() {}

    /**
     * Whether the statement is one.
     *
     * @param plain see {@link SqlStatements#plain}
     */
    public static boolean contain(String plain) {
        return plain.matches("prepare transaction (?!as\\b|\\().*")
                || WORDS.contains(plain.split(" ", 2)[0]) && !plain.matches("rollback( work| transaction)? to\\b.*");
    }

    /** Whether the text has one; not if it cannot be split. */
    public static boolean areIn(String sql) {
        try {
            return SqlStatements.of(sql).stream().anyMatch(statement -> contain(SqlStatements.plain(statement.text())));
        } catch (MigrationException e) {
            return false;
        }
    }
}
