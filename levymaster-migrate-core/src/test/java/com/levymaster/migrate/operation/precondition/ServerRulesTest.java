package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What some versions of PostgreSQL accept and others refuse: the rule, and what the server of the tests does. */
class ServerRulesTest {

    private static final String OBJECTS = "create table r (id integer primary key);"
            + " create table a (x integer not null); create table b () inherits (a);"
            + " create table p (id integer not null, n integer) partition by list (id);"
            + " create table p1 partition of p for values in (1)";

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** @param accepts whether a major version accepts it */
    record Rule(String name, Consumer<Operations> step, IntPredicate accepts) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                new Rule(
                        "null is allowed in a table whose parent forbids it",
                        op -> op.alterTable("b", t -> t.dropNotNull("x")),
                        version -> version < 18),
                new Rule(
                        "a partition gets an identity of its own",
                        op -> op.alterTable(
                                "p1", t -> t.changeIdentity("id").fromNone().to(Identity.byDefault())),
                        version -> version < 17),
                new Rule(
                        "a partitioned table gets an identity column",
                        op -> op.alterTable("p", t -> t.addColumn("i", bigint()).identity()),
                        version -> version >= 17),
                new Rule(
                        "a table with children gets an identity column",
                        op -> op.alterTable("a", t -> t.addColumn("i", bigint()).identity()),
                        version -> false),
                new Rule(
                        "a foreign key of a partitioned table is not valid",
                        op -> op.alterTable(
                                "p",
                                t -> t.addForeignKey("fk")
                                        .on("n")
                                        .references("r", "id")
                                        .notValid()),
                        version -> version >= 18));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_is_that_of_the_version_of_the_server(Rule rule) throws SQLException {
        Operation operation = Compiled.said(rule.step()).get(0);
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            execute(connection, OBJECTS);
            DatabaseSchema before = inspect(connection);
            assertThat(before.serverVersion()).isEqualTo(database.version());
            for (int version : List.of(13, 16, 17, 18)) {
                assertThat(Preconditions.of(operation, before.withServerVersion(version), () -> Dependencies.NONE))
                        .as("PostgreSQL " + version)
                        .matches(
                                refusals -> refusals.isEmpty() == rule.accepts().test(version));
            }

            String failure = failure(connection, operation, before);

            assertThat(failure == null).as(failure).isEqualTo(rule.accepts().test(database.version()));
            if (failure == null) {
                assertThat(operation.applyTo(before)).isEqualTo(inspect(connection));
            }
            connection.rollback();
        }
    }

    private static @Nullable String failure(Connection connection, Operation operation, DatabaseSchema before) {
        try {
            for (SqlStatement statement :
                    Dialect.postgresql(database.version() * 10000).compile(operation, () -> before)) {
                execute(connection, statement.sql());
            }
            return null;
        } catch (SQLException | MigrationException e) {
            return e.getMessage();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.execute(sql);
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
