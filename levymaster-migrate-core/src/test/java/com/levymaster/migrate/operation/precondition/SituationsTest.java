package com.levymaster.migrate.operation.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.DependencyReader;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.precondition.Situation.Attempt;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In each situation, what is refused is refused by the server too, and what is not refused is accepted. */
class SituationsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.keepingConnections();

    static Stream<Situation> situations() {
        return Stream.of(
                        TableSituations.all(),
                        ObjectSituations.all(),
                        KeySituations.all(),
                        PartSituations.all(),
                        NamedSituations.all())
                .flatMap(all -> all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void the_schema_tells_what_the_server_refuses(Situation situation) throws SQLException {
        assumeTrue(database.version() >= situation.version());
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            execute(connection, situation.objects());
            DatabaseSchema before =
                    DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
            for (Attempt attempt : situation.attempts()) {
                Savepoint savepoint = connection.setSavepoint();
                verify(connection, attempt, before);
                connection.rollback(savepoint);
            }
            connection.rollback();
        }
    }

    private static void verify(Connection connection, Attempt attempt, DatabaseSchema before) throws SQLException {
        Operation operation = operation(attempt.step());
        List<Refusal> refusals = Preconditions.of(operation, before, () -> DependencyReader.read(connection, "public"));
        if (attempt.problem() == null) {
            assertThat(refusals).as(operation.describe()).isEmpty();
            run(connection, operation, before);
            return;
        }
        assertThat(refusals)
                .as(operation.describe())
                .allSatisfy(refusal -> assertThat(refusal.remedy()).isNotBlank())
                .extracting(Refusal::problem)
                .doesNotHaveDuplicates()
                .anySatisfy(problem -> assertThat(problem).contains(attempt.problem()));
        assertThatThrownBy(() -> run(connection, operation, before))
                .as(operation.describe())
                .isInstanceOf(SQLException.class);
    }

    private static void run(Connection connection, Operation operation, DatabaseSchema before) throws SQLException {
        for (SqlStatement statement :
                Dialect.postgresql(database.version() * 10000).compile(operation, () -> before)) {
            execute(connection, statement.sql());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.execute(sql);
        }
    }

    private static Operation operation(Consumer<Operations> body) {
        return Compiled.said(body).get(0);
    }
}
