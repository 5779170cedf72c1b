package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.smallint;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.SequenceSpec;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sequence gets another type and another direction in one step, on a server. */
class SequenceTypeTest {

    private static final List<Consumer<SequenceSpec>> SHAPES = List.of(
            s -> s.ofType(smallint()).incrementBy(-1),
            s -> s.ofType(integer()),
            s -> s.ofType(smallint()),
            s -> s.ofType(integer()).incrementBy(-7),
            s -> s.ofType(bigint()).incrementBy(4),
            s -> s.ofType(smallint()).incrementBy(-1).startWith(-9).minValue(-100));

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    static Stream<Consumer<SequenceSpec>[]> changes() {
        return SHAPES.stream()
                .flatMap(from -> SHAPES.stream().filter(to -> to != from).map(to -> pair(from, to)));
    }

    @SuppressWarnings("unchecked")
    private static Consumer<SequenceSpec>[] pair(Consumer<SequenceSpec> from, Consumer<SequenceSpec> to) {
        return new Consumer[] {from, to};
    }

    @ParameterizedTest
    @MethodSource("changes")
    void the_bounds_are_those_of_the_new_type_and_direction_and_an_undo_brings_back_the_former(
            Consumer<SequenceSpec> from, Consumer<SequenceSpec> to) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            run(connection, Compiled.said(op -> op.sequences().create("q", from)));
            DatabaseSchema before = inspect(connection);
            List<Operation> change = Compiled.said(op -> op.sequences().alter("q", from, to));

            run(connection, change);
            assertThat(inspect(connection)).isEqualTo(OperationList.apply(change, before));
            run(connection, OperationList.inverted(change));
            assertThat(inspect(connection)).isEqualTo(before);
            connection.rollback();
        }
    }

    private static void run(Connection connection, List<Operation> operations) throws SQLException {
        for (Operation operation : operations) {
            for (SqlStatement sql :
                    Dialect.postgresql(database.version() * 10000).compile(operation, () -> inspect(connection))) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql.sql());
                }
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
