package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.ControlOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Shows every operation in Java and in SQL: the golden file, and the manual generated from it. After an intended change,
 * {@code -Dgolden=write} rewrites both.
 */
class OperationManualTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/operations.txt");
    private static final Path MANUAL = Path.of("../docs/operations.md");

    private static final Map<String, List<OperationCase>> CHAPTERS = chapters();

    private static final Map<OperationCase, Compiled> COMPILED = new HashMap<>();

    @BeforeAll
    static void compileAll() throws SQLException {
        try (TestDatabase database = TestDatabase.create();
                Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            for (OperationCase given : OperationCase.all()) {
                COMPILED.put(given, compiled(given, connection));
            }
        }
    }

    @Test
    void the_sql_of_every_operation_is_as_it_was_agreed() throws IOException, SQLException {
        String text =
                CHAPTERS.values().stream().flatMap(List::stream).map(this::row).collect(Collectors.joining("\n\n"));

        assertIsWritten(GOLDEN, text + "\n");
    }

    @Test
    void the_manual_shows_every_operation_as_it_is() throws IOException {
        StringBuilder text = new StringBuilder("""
                # Operations

                Each operation as written in a migration, and the SQL for PostgreSQL 18. Generated from the tests
                that run it: `mvn -pl levymaster-migrate-core test -Dtest=OperationManualTest -Dgolden=write`.

                The tests run on PostgreSQL 18 and, with `-Poldest-postgresql`, on 15, the oldest version that its
                community still supports; versions before 13 are refused. An operation that the server does not support
                is refused before anything runs; the error names the operation, the version of the server and the
                required version. [Lint](lint.md) reports operations that can harm a database in use.

                An incomplete or contradictory operation is refused when it is recorded, before anything runs: the error
                names the missing method, or all options that exclude each other (a hash index with included columns, an
                identity with a default, an `op.autocommit` within a savepoint).

                Functions, procedures, triggers, policies, extended statistics, publications, range types, options of
                indexes and views, row security and default privileges are operations, but the schema before the run
                does not hold them. A plan is refused if it drops a routine or a range type that is in use; what else
                the server refuses about them, it refuses in the run, and drafts leave them alone. To be written with
                `op.execute(sql).reversedBy(sql)`: rules, aggregates, casts, event triggers.

                Nor does the schema hold whether an inherited column has a not-null constraint of its own, names of
                not-null constraints, indexes and foreign keys of a partition that belong to those of its table, indexes of
                materialised views, comments on the columns of views, privileges on columns and types, what was revoked from
                an owner, replica identities, and the order of columns from several parents. Drafts do not compare them, and
                what is created from a schema has the names and the order that the server chooses. `db adopt` writes the
                indexes, comments and privileges as SQL, and lists what differs all the same.

                A role that holds every privilege of an object is reported to hold `all` of them. On servers before 17, a
                plan that revokes one of them also lists `maintain`, which these servers do not have.
                """);
        CHAPTERS.forEach((title, cases) -> {
            text.append("\n## ").append(title).append('\n');
            cases.forEach(c -> text.append(section(c)));
        });

        assertIsWritten(MANUAL, text.toString());
    }

    @Test
    void there_is_a_case_for_every_operation_of_the_algebra() {
        Set<Class<?>> said = OperationCase.all().stream()
                .flatMap(c -> c.operations(DatabaseSchema.empty("public")).stream())
                .flatMap(OperationManualTest::within)
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(said).containsAll(records(Operation.class));
    }

    private String row(OperationCase given) {
        Compiled compiled = Objects.requireNonNull(COMPILED.get(given));
        String operations =
                compiled.operations().stream().map(Operation::describe).collect(Collectors.joining("\n# "));
        return "## " + given.title() + "\n# " + operations + "\n" + compiled.script();
    }

    private String section(OperationCase given) {
        return "\n### " + given.title() + "\n\n```java\n" + given.java() + "\n```\n\n```sql\n"
                + Objects.requireNonNull(COMPILED.get(given)).script() + "\n```\n";
    }

    private static Compiled compiled(OperationCase given, Connection connection) {
        Dialect dialect = Dialect.postgresql(180006);
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(OperationCase.WORLD);
            statement.execute(given.given());
            DatabaseSchema schema = DatabaseInspector.read(connection, InspectionScope.all());
            connection.rollback();
            List<Operation> operations = given.operations(schema);
            List<SqlStatement> statements = new ArrayList<>();
            for (int i = 0; i < operations.size(); i++) {
                List<Operation> done = operations.subList(0, i);
                statements.addAll(dialect.compile(operations.get(i), () -> OperationList.apply(done, schema)));
            }
            return new Compiled(operations, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(given.title(), e);
        }
    }

    private static void assertIsWritten(Path file, String text) throws IOException {
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).as("%s, written anew with -Dgolden=write", file).isEqualTo(Files.readString(file));
    }

    private static Stream<Operation> within(Operation operation) {
        Stream<Operation> inner = Stream.empty();
        if (operation instanceof ControlOperation.Autocommit autocommit) {
            inner = autocommit.steps().stream();
        } else if (operation instanceof ControlOperation.Savepoint savepoint) {
            inner = savepoint.steps().stream();
        }
        return Stream.concat(Stream.of(operation), inner.flatMap(OperationManualTest::within));
    }

    private static Set<Class<?>> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(c -> c.isSealed() ? records(c).stream() : Stream.of(c))
                .collect(Collectors.toSet());
    }

    private static Map<String, List<OperationCase>> chapters() {
        Map<String, List<OperationCase>> chapters = new LinkedHashMap<>();
        chapters.put("Tables", TableCases.ALL);
        chapters.put("Columns", ColumnCases.ALL);
        chapters.put("Constraints", ConstraintCases.ALL);
        chapters.put("Indexes", IndexCases.ALL);
        chapters.put("Enum types, domains and composite types", TypeCases.ALL);
        chapters.put("Sequences, views, schemas, privileges", ObjectCases.ALL);
        chapters.put("Functions, triggers, policies, options", DefinitionCases.ALL);
        chapters.put("Rows, SQL, Java, and how steps run", DataCases.ALL);
        return chapters;
    }

    private record Compiled(List<Operation> operations, List<SqlStatement> statements) {

        String script() {
            return statements.isEmpty()
                    ? "-- nothing to do"
                    : statements.stream()
                            .map(s -> (s.transactional() ? "" : "-- outside of a transaction:\n") + s.script())
                            .collect(Collectors.joining("\n"));
        }
    }
}
