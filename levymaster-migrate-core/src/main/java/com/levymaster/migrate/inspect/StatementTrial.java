package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Executes statements, and rolls them back. */
public final class StatementTrial {

    /** What cannot be prepared, such as on a server that only reads, is no refusal of the statements. */
    private static final String BODY = """
            declare
              statement pg_catalog.text;
            begin
              perform pg_catalog.set_config('lock_timeout', '200ms', true);
              begin
                foreach statement in array array[%s]::pg_catalog._text loop execute statement; end loop;
              exception when others then return;
              end;
              foreach statement in array array[%s]::pg_catalog._text loop execute statement; end loop;
            end
            """;

    private StatementTrial() {}

    /**
     * Executes statements in a transaction that is rolled back, or to a savepoint of the current one.
     *
     * @param preparation what they need
     * @return how the server refuses them; {@code null} if it accepts them, or not even the preparation
     * @throws SQLException if the transaction cannot begin or end
     */
    public static @Nullable SQLException refusal(
            Connection connection, Dialect dialect, List<String> preparation, List<String> statements)
            throws SQLException {
        String body = BODY.formatted(literals(dialect, preparation), literals(dialect, statements));
        return RollbackOnly.run(connection, () -> execute(connection, "do " + dialect.literal(body)))
                .orElse(null);
    }

    private static Optional<SQLException> execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    private static String literals(Dialect dialect, List<String> statements) {
        return statements.stream().map(dialect::literal).collect(Collectors.joining(",\n"));
    }
}
