package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
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

/** What depends on an object and is not in the schema prevents changes as far as it prevents them on the server. */
class DependentQueriesTest {

    private static final Consumer<Operations> CHANGE = op ->
            op.alterTable("watched", t -> t.changeType("a").from(integer()).to(bigint()));
    private static final Consumer<Operations> CONVERT = op -> op.alterTable(
            "watched", t -> t.convertColumn("a").from(integer()).to(bigint()).using("a"));
    private static final Consumer<Operations> DROP = op -> op.alterTable("watched", t -> t.dropColumn("a"));
    private static final Consumer<Operations> REMOVE =
            op -> op.types().removeEnumValue("status", "B").wasAfter("A");
    private static final Consumer<Operations> DROP_TYPE = op -> op.types().dropEnum("unused");
    private static final Consumer<Operations> DROP_TABLE = op -> op.dropTable("watched");

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeAll
    static void create_the_objects() {
        database.execute("create type status as enum ('A', 'B'); create type unused as enum ('X');"
                + " create table watched (a integer, b integer, s status);"
                + " alter table watched replica identity full; create table below () inherits (watched);"
                + " create table other (a integer);"
                + " create function touch() returns trigger language plpgsql as 'begin return new; end'");
    }

    static Stream<Given> dependents() {
        return Stream.of(
                given("create trigger t before update of a on watched for each row execute function touch()", 13)
                        .prevents(CHANGE, CONVERT, DROP)
                        .allows(REMOVE, DROP_TABLE),
                given(
                                "create trigger t before update on watched for each row when (new.a > 1)"
                                        + " execute function touch()",
                                13)
                        .prevents(CHANGE, CONVERT, DROP),
                given("create trigger t before update of b on watched for each row execute function touch()", 13)
                        .allows(CHANGE, CONVERT, DROP),
                given(
                                "create trigger t before update on watched for each row when (new.s = 'B')"
                                        + " execute function touch()",
                                13)
                        .prevents(REMOVE),
                given(
                                "create trigger t before update on watched for each row when (new.s = 'A')"
                                        + " execute function touch()",
                                13)
                        .allows(REMOVE),
                given("create trigger t before update of a on below for each row execute function touch()", 13)
                        .prevents(CHANGE, CONVERT, DROP),
                given("create policy p on watched using (a > 1)", 13)
                        .prevents(CHANGE, CONVERT, DROP)
                        .allows(REMOVE, DROP_TABLE),
                given("create policy p on watched using (s = 'A')", 13).prevents(REMOVE),
                given("create policy p on other using (a in (select a from watched))", 13)
                        .prevents(CHANGE, DROP, DROP_TABLE),
                given("create rule r as on insert to other do also update watched set a = 1", 13)
                        .prevents(CHANGE, CONVERT, DROP, DROP_TABLE),
                given(
                                "create rule r as on insert to other where exists (select from watched where s = 'A')"
                                        + " do nothing",
                                13)
                        .prevents(REMOVE),
                given("create function f() returns bigint language sql begin atomic select a from watched; end", 14)
                        .prevents(CHANGE, CONVERT, DROP, DROP_TABLE),
                given("create function f(u unused) returns integer language sql as 'select 1'", 13)
                        .prevents(DROP_TYPE),
                given("create function f(s status) returns integer language sql as 'select 1'", 13)
                        .prevents(REMOVE),
                given("create cast (unused as varchar) with inout as implicit", 13)
                        .prevents(DROP_TYPE),
                given("create cast (status as varchar) with inout as implicit", 13)
                        .prevents(REMOVE),
                given("create publication p for table watched (a)", 15)
                        .prevents(CHANGE, CONVERT, DROP)
                        .allows(DROP_TABLE),
                given("create publication p for table watched where (a > 1)", 15)
                        .prevents(CHANGE, CONVERT, DROP),
                given("create publication p for table watched", 13).allows(CHANGE, DROP, REMOVE),
                given("create statistics st on a, b from watched", 13).allows(CHANGE, CONVERT, DROP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependents")
    void what_the_server_would_refuse_because_of_dependents_is_refused_by_name(Given given) throws SQLException {
        assumeTrue(database.version() >= given.version());
        try (Connection connection = database.connection()) {
            for (Consumer<Operations> change : given.prevented()) {
                List<Refusal> refusals = refusals(connection, given, change);

                assertThat(refusals).as(given.dependent()).hasSize(1);
                assertThat(refusals.get(0).problem())
                        .startsWith("other objects ")
                        .contains(given.name());
                assertThat(refusals.get(0).remedy()).contains("drop them in ");
                assertThatThrownBy(() -> run(connection, change)).isInstanceOf(SQLException.class);
                connection.rollback();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dependents")
    void what_the_server_does_in_spite_of_dependents_is_not_refused(Given given) throws SQLException {
        assumeTrue(database.version() >= given.version());
        try (Connection connection = database.connection()) {
            for (Consumer<Operations> change : given.allowed()) {
                assertThat(refusals(connection, given, change))
                        .as(given.dependent())
                        .isEmpty();
                run(connection, change);
                connection.rollback();
            }
        }
    }

    private static List<Refusal> refusals(Connection connection, Given given, Consumer<Operations> change)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement jdbc = connection.createStatement()) {
            jdbc.execute("drop table if exists " + (given.onChild() ? "nothing" : "below"));
            jdbc.execute(given.dependent());
        }
        return Preconditions.of(
                operation(change), inspect(connection), () -> DependencyReader.read(connection, "public"));
    }

    private static void run(Connection connection, Consumer<Operations> change) throws SQLException {
        DatabaseSchema before = inspect(connection);
        for (SqlStatement statement :
                Dialect.postgresql(database.version() * 10000).compile(operation(change), () -> before)) {
            try (Statement jdbc = connection.createStatement()) {
                jdbc.execute(statement.sql());
            }
        }
    }

    private static Operation operation(Consumer<Operations> change) {
        return Compiled.said(change).get(0);
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }

    private static Given given(String dependent, int version) {
        return new Given(dependent, version, List.of(), List.of());
    }

    record Given(
            String dependent, int version, List<Consumer<Operations>> prevented, List<Consumer<Operations>> allowed) {

        @SafeVarargs
        final Given prevents(Consumer<Operations>... changes) {
            return new Given(dependent, version, List.of(changes), allowed);
        }

        @SafeVarargs
        final Given allows(Consumer<Operations>... changes) {
            return new Given(dependent, version, prevented, List.of(changes));
        }

        String name() {
            return dependent.split(" ")[1];
        }

        boolean onChild() {
            return dependent.contains(" on below ");
        }

        @Override
        public String toString() {
            return dependent;
        }
    }
}
