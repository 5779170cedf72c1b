package com.levymaster.migrate.verify;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Inserts the rows that are given at a revision, and asks whether what they state still holds. */
public record GivenCheck(GivenRows given) {

    /** @throws MigrationException if a statement fails */
    public void insert(Migrator migrator) {
        migrator.withConnection(connection -> {
            for (String sql : given.statements()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new MigrationException(
                            "The rows of " + given.source() + " cannot be inserted at revision " + given.revision()
                                    + ": " + SqlStates.message(e) + ". SQL: " + sql,
                            "write them for the tables as that revision leaves them.",
                            e);
                }
            }
            return given;
        });
    }

    /** The queries that return something else than one {@code true}, with what they return. */
    public List<String> broken(Migrator migrator) {
        return migrator.withConnection(connection -> {
            List<String> broken = new ArrayList<>();
            for (String sql : given.holds()) {
                String answer = answer(sql, connection);
                if (!answer.equals("[true]")) {
                    broken.add(
                            answer.equals("[false]")
                                    ? sql + " returns false"
                                    : "\"holds\" must be a query that returns one true or false; " + sql + " returns "
                                            + answer + ": compare it, as in select count(*) = 1 from …");
                }
            }
            return broken;
        });
    }

    private static String answer(String sql, Connection connection) {
        List<Object> answer = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answer.add(String.valueOf(rows.getObject(1)));
            }
        } catch (SQLException e) {
            return "an error: " + SqlStates.message(e);
        }
        return answer.toString();
    }
}
