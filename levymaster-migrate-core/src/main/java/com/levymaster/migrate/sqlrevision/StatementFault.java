package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.sql.SqlStatements.Statement;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.TransactionCommands;
import java.util.List;
import java.util.Optional;

/** Finds statements that a file cannot have. */
final class StatementFault {

    private StatementFault() {}

    /** What is wrong with a statement; empty for any that the server can run in a revision. */
    static Optional<String> of(Statement statement) {
        String plain = SqlStatements.plain(statement.text());
        Optional<String> psql = psqlCommand(statement.text());
        if (psql.isPresent()) {
            return Optional.of("`" + psql.get() + "` is a command of psql, which the server does not know");
        }
        if (TransactionCommands.contain(plain)) {
            return Optional.of("`" + plain + "` begins or ends a transaction: leave it out, or use `-- autocommit`");
        }
        if (SqlStatements.isCopyFromClient(plain) && statement.rows() == null) {
            return Optional.of("the rows of this `copy` lack their end, a line `\\.`");
        }
        return SqlStatements.isCopyToClient(plain)
                ? Optional.of("this `copy` writes rows to the client, where nothing reads them")
                : Optional.empty();
    }

    /** No operator of the server has a backslash. */
    private static Optional<String> psqlCommand(String sql) {
        List<Token> tokens = SqlTokens.flat(sql).tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.text().startsWith("\\")) {
                String command = i + 1 < tokens.size() ? tokens.get(i + 1).lower() : ";";
                return Optional.of("\\" + command);
            }
        }
        return Optional.empty();
    }
}
