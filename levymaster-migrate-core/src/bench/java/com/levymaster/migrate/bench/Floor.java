package com.levymaster.migrate.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The least that is needed, with no tool at all: one question, and where something is to be done, one transaction each. */
class Floor implements Contestant {

    @Override
    public Sample.Work start(DataSource dataSource, Corpus corpus) {
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                if (!isThere(connection, corpus.head())) {
                    apply(connection, corpus);
                }
            }
        };
    }

    private static boolean isThere(Connection connection, String head) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from version where revision = ?")) {
            select.setString(1, head);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void apply(Connection connection, Corpus corpus) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists version (revision text primary key)");
            for (int number = 1; number <= corpus.size(); number++) {
                revision(statement, corpus.statements(number), version(number));
                connection.commit();
            }
        }
        connection.setAutoCommit(true);
    }

    private static String version(int number) {
        return "insert into version (revision) values ('" + Corpus.id(number) + "')";
    }

    /** In one transaction. */
    void revision(Statement statement, List<String> steps, String version) throws SQLException {
        for (String step : steps) {
            statement.execute(step);
        }
        statement.execute(version);
    }
}
