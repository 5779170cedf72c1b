package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ControlOperation;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** The laws of the house, for every operation, on a real server. */
class OperationLawsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.keepingConnections();

    /** Java is run by the runner; rows that were checked stay checked. */
    private static final Set<Class<?>> HAS_NO_WAY_BACK =
            Set.of(DataOperation.RunJava.class, ConstraintOperation.ValidateConstraint.class);

    private final Dialect dialect = Dialect.postgresql(database.version() * 10000);

    @BeforeAll
    static void make_a_world() {
        database.execute(OperationCase.WORLD);
    }

    /** Safe forms commit their steps; {@code SafeFormTest} holds them against the plain operations. */
    static List<OperationCase> cases() {
        return OperationCase.all().stream()
                .filter(given -> given.operations(DatabaseSchema.empty("public")).stream()
                        .noneMatch(o -> o instanceof ControlOperation.Autocommit block && block.safely() != null))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_inverse_of_the_inverse_is_the_operation_itself(OperationCase given) {
        for (Operation operation : given.operations(DatabaseSchema.empty("public"))) {
            inverse(operation)
                    .ifPresent(inverse -> assertThat(inverse.inverse()).isEqualTo(operation));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_the_server_holds_after_the_sql_is_what_the_operation_foretold(OperationCase given) throws SQLException {
        inTransaction(given, connection -> {
            DatabaseSchema before = inspect(connection);
            List<Operation> operations = given.operations(before);

            run(connection, operations, before);

            assertThat(StrictSchema.differences(
                            connection, OperationList.apply(operations, before), inspect(connection)))
                    .isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_inverse_leads_back_to_where_the_operation_began(OperationCase given) throws SQLException {
        inTransaction(given, connection -> {
            DatabaseSchema before = inspect(connection);
            List<Operation> operations = given.operations(before);
            Optional<List<Operation>> back = inverted(operations);
            if (back.isEmpty()) {
                return;
            }
            run(connection, operations, before);

            run(connection, back.get(), inspect(connection));

            assertThat(LooseSchema.differences(
                            LooseSchema.unordered(before), LooseSchema.unordered(inspect(connection))))
                    .isEmpty();
        });
    }

    static List<OperationCase> guardedCases() {
        return cases().stream()
                .filter(given -> given.operations(DatabaseSchema.empty("public")).stream()
                        .anyMatch(OperationLawsTest::isGuarded))
                .toList();
    }

    private static boolean isGuarded(Operation operation) {
        return operation instanceof ControlOperation.IfNotExists || operation instanceof ControlOperation.IfExists;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedCases")
    void guarded_sql_may_run_twice(OperationCase given) throws SQLException {
        inTransaction(given, connection -> {
            DatabaseSchema before = inspect(connection);
            for (Operation operation : given.operations(before)) {
                if (isGuarded(operation)) {
                    run(connection, List.of(operation), before);
                    assertThatCode(() -> run(connection, List.of(operation), before))
                            .doesNotThrowAnyException();
                }
            }
        });
    }

    private void run(Connection connection, List<Operation> operations, DatabaseSchema before) throws SQLException {
        DatabaseSchema schema = before;
        for (Operation operation : operations) {
            DatabaseSchema at = schema;
            for (SqlStatement statement : dialect.compile(operation, () -> at)) {
                // no case needs more than one row locked, so what wants to be alone may run in the transaction's stead
                RowText rows = statement.rows();
                if (rows == null) {
                    execute(
                            connection,
                            statement.sql().replace(" concurrently ", " ").replace("commit;", ""));
                } else if (statement.isComment()) {
                    execute(connection, rows.text());
                } else {
                    copy(connection, statement.sql(), rows.text());
                }
            }
            schema = operation.applyTo(schema);
        }
    }

    private static void copy(Connection connection, String sql, String rows) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\n" + sql, e);
        }
    }

    /** What an older server does not have is refused before any SQL, with a sentence that says so. */
    private static void inTransaction(OperationCase given, Body body) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            execute(connection, given.given());
            body.run(connection);
            connection.rollback();
        } catch (MigrationException e) {
            assertThat(e.problem())
                    .containsPattern(
                            "which requires PostgreSQL \\d+; this server has version " + database.version() + "\\.");
            assertThat(database.version()).isLessThan(18);
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }

    private static Optional<List<Operation>> inverted(List<Operation> operations) {
        List<Operation> all = new ArrayList<>();
        for (Operation operation : operations) {
            Optional<Operation> inverse = inverse(operation);
            if (inverse.isEmpty() || HAS_NO_WAY_BACK.contains(operation.getClass())) {
                return Optional.empty();
            }
            all.add(0, inverse.get());
        }
        return Optional.of(all);
    }

    private static Optional<Operation> inverse(Operation operation) {
        try {
            return Optional.of(operation.inverse());
        } catch (IrreversibleException e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    interface Body {
        void run(Connection connection) throws SQLException;
    }
}
