package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the house for what runs outside of a transaction, as it is: concurrently. */
class ConcurrentLawsTest {

    @AutoClose
    final TestDatabase database = TestDatabase.keepingConnections();

    private final Dialect dialect = Dialect.postgresql(database.version() * 10000);

    @BeforeEach
    void make_a_world() {
        database.execute(OperationCase.WORLD);
    }

    static List<OperationCase> cases() {
        return OperationCase.all().stream()
                // those of safe forms are in SafeFormTest
                .filter(c -> c.operations(DatabaseSchema.empty("public")).stream()
                        .anyMatch(o -> o instanceof Autocommit block && block.safely() == null))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_runs_concurrently_is_foretold_and_leads_back_and_up_again(OperationCase given) throws SQLException {
        try (Connection connection = database.connection()) {
            DatabaseSchema before = inspect(connection);
            List<Operation> operations = given.operations(before);

            run(connection, operations, before);

            DatabaseSchema after = inspect(connection);
            assertThat(StrictSchema.differences(connection, OperationList.apply(operations, before), after))
                    .isEmpty();
            if (isReversible(operations)) {
                CatalogSnapshot up = CatalogSnapshot.of(database);
                List<Operation> back = OperationList.inverted(operations);
                assertThat(OperationList.inverted(back)).isEqualTo(operations);
                run(connection, back, after);
                assertThat(inspect(connection)).isEqualTo(before);
                run(connection, operations, before);
                assertThat(CatalogSnapshot.of(database)).isEqualTo(up);
            }
        }
    }

    private void run(Connection connection, List<Operation> operations, DatabaseSchema before) throws SQLException {
        for (Operation operation : operations) {
            for (SqlStatement statement : dialect.compile(operation, () -> before)) {
                assertThat(statement.transactional()).isFalse();
                try (java.sql.Statement jdbc = connection.createStatement()) {
                    jdbc.execute(statement.sql());
                }
            }
        }
    }

    private static boolean isReversible(List<Operation> operations) {
        try {
            return !OperationList.inverted(operations).isEmpty();
        } catch (IrreversibleException e) {
            return false;
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
