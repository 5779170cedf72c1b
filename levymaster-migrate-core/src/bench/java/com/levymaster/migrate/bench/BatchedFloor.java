package com.levymaster.migrate.bench;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The same, with the statements of a revision sent together. */
final class BatchedFloor extends Floor {

    @Override
    void revision(Statement statement, List<String> steps, String version) throws SQLException {
        for (String step : steps) {
            statement.addBatch(step);
        }
        statement.addBatch(version);
        statement.executeBatch();
    }
}
