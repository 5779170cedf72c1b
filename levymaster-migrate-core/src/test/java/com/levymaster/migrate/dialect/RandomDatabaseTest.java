package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("row-58")
@Tag("row-59")
class RandomDatabaseTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.keepingConnections();

    private final Dialect dialect = Dialect.postgresql(database.version() * 10000);

    static List<Long> seeds() {
        return java.util.stream.LongStream.range(0, 40).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_created_is_what_is_read_and_goes_without_a_trace(long seed) throws SQLException {
        List<Operation> operations = new RandomDatabase(seed, database.version()).operations();
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            DatabaseSchema before = inspect(connection);

            run(connection, operations);
            DatabaseSchema found = inspect(connection);

            assertThat(StrictSchema.differences(connection, OperationList.apply(operations, before), found))
                    .isEmpty();

            run(connection, OperationList.inverted(operations));

            assertThat(inspect(connection)).isEqualTo(before);
            connection.rollback();
        }
    }

    private void run(Connection connection, List<Operation> operations) throws SQLException {
        for (Operation operation : operations) {
            for (SqlStatement statement : dialect.compile(operation, () -> inspect(connection))) {
                try (java.sql.Statement jdbc = connection.createStatement()) {
                    jdbc.setEscapeProcessing(false);
                    jdbc.execute(statement.sql());
                } catch (SQLException e) {
                    throw new SQLException(e.getMessage() + "\n" + statement.sql(), e);
                }
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all());
    }
}
