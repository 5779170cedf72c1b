package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Executes statements, and rolls them back. */
public final class StatementTrial {

    /** SQL states that only the block below raises. */
    private static final String DONE = "LM000";

    private static final String OBSTACLE = "LM001";

    /**
     * What cannot be prepared, such as on a server that only reads, is no refusal of the statements: a notice then, which
     * does not get into the server's log.
     */
    private static final String BODY = """
        declare
          statement pg_catalog.text;
          is_prepared pg_catalog.bool := false;
        begin
          perform pg_catalog.set_config('lock_timeout', '200ms', true),
            pg_catalog.set_config('client_min_messages', 'notice', true);
          begin
            foreach statement in array array[%s]::pg_catalog._text loop execute statement; end loop;
            is_prepared := true;
            foreach statement in array array[%s]::pg_catalog._text loop execute statement; end loop;
            raise exception using errcode := '%s';
          exception
            when sqlstate '%s' then null;
            when others then
              if is_prepared then raise; end if;
              raise notice using errcode := '%s', message := sqlerrm;
          end;
        end
        """;

    private StatementTrial() {}

    /**
     * Executes statements, and rolls them back; one round trip if there is no transaction.
     *
     * @param preparation what they need
     * @throws SQLException if the connection is lost, or a savepoint of the transaction cannot be set
     */
    public static TrialAnswer answer(
            Connection connection, Dialect dialect, List<String> preparation, List<String> statements)
            throws SQLException {
        String block = "do "
                + dialect.literal(BODY.formatted(
                        literals(dialect, preparation), literals(dialect, statements), DONE, DONE, OBSTACLE));
        return connection.getAutoCommit()
                ? execute(connection, block)
                : RollbackOnly.run(connection, () -> execute(connection, block));
    }

    private static TrialAnswer execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            SQLWarning warning = statement.getWarnings();
            while (warning != null && !OBSTACLE.equals(warning.getSQLState())) {
                warning = warning.getNextWarning();
            }
            return new TrialAnswer(null, warning);
        } catch (SQLException e) {
            if (SqlStates.isConnection(e)) {
                throw e;
            }
            return new TrialAnswer(e, null);
        }
    }

    private static String literals(Dialect dialect, List<String> statements) {
        return statements.stream().map(dialect::literal).collect(Collectors.joining(",\n"));
    }
}
