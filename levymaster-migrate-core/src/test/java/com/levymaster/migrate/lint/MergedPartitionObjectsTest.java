package com.levymaster.migrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.AlterTableSpec;
import com.levymaster.migrate.operation.Operation;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an undo takes from a partition is named, and nothing else is. */
class MergedPartitionObjectsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** @param lost what the undo takes from the partition; empty if nothing */
    record Step(String lost, Consumer<AlterTableSpec> body) {

        @Override
        public String toString() {
            return lost.isEmpty() ? "nothing" : lost;
        }
    }

    @BeforeAll
    static void create_partitions_with_keys_and_indexes() {
        database.execute("create table other (id integer primary key);"
                + " create table p (id integer not null, n integer, m integer) partition by list (id);"
                + " create table p1 partition of p (constraint pk_1 primary key (id), constraint uq_1 unique (id, n),"
                + " constraint fk_1 foreign key (n) references other (id)) for values in (1);"
                + " create index ix_1 on p1 (m); create index ix_2 on p1 (n) where m > 0");
    }

    static Stream<Step> steps() {
        return Stream.of(
                new Step("constraint pk_1", t -> t.addPrimaryKey("pk").on("id")),
                new Step("constraint uq_1", t -> t.addUnique("uq").on("id", "n")),
                new Step("constraint fk_1", t -> t.addForeignKey("fk").on("n").references("other", "id")),
                new Step("index ix_1", t -> t.addIndex("ix").on("m")),
                new Step("", t -> t.addIndex("ix").on("n")),
                new Step("", t -> t.addUnique("uq").on("n", "id")),
                new Step("", t -> t.addForeignKey("fk").on("m").references("other", "id")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void what_an_undo_takes_from_a_partition_is_named(Step step) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            DatabaseSchema before = inspect(connection);
            Operation operation =
                    Compiled.said(op -> op.alterTable("p", step.body())).get(0);

            assertThat(merged(operation, before)).isEqualTo(step.lost().isEmpty() ? "" : step.lost() + " of p1.");
            run(connection, operation, before);
            run(connection, operation.inverse(), inspect(connection));
            assertThat(inspect(connection).equals(before)).isEqualTo(step.lost().isEmpty());
        }
    }

    private static String merged(Operation operation, DatabaseSchema before) {
        return Lint.check(List.of(operation), before).stream()
                .map(Hazard::problem)
                .filter(problem -> problem.startsWith("An undo also drops"))
                .map(problem -> problem.substring(problem.indexOf(": ") + 2))
                .findFirst()
                .orElse("");
    }

    private static void run(Connection connection, Operation operation, DatabaseSchema before) throws SQLException {
        for (SqlStatement sql : Dialect.postgresql(database.version() * 10000).compile(operation, () -> before)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql.sql());
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
