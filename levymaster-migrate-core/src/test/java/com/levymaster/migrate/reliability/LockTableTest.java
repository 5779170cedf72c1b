package com.levymaster.migrate.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What each operation locks, rewrites and reads, plain and in its safe form, as the server itself says while it runs: a golden
 * table for each major version, and in docs/safety.md. A wrong rule or a server that has changed fails here.
 */
class LockTableTest {

    private static final Path PAGE = Path.of("../docs/safety.md");
    private static final String MARK = "<!-- locks: written by LockTableTest -->\n";

    private static final String HEADER = """
            | operation | step | locks | rewrites | reads all rows of |
            |---|---|---|---|---|
            """;

    /** The strongest of its locks on each table. */
    private static final String LOCKS = """
            with strength (mode, n) as (select * from unnest(array['AccessShareLock', 'RowShareLock', 'RowExclusiveLock',
                'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'])
                with ordinality)
            select string_agg(name || ' ' || lower(regexp_replace(replace(mode, 'Lock', ''), '(?<=[a-z])([A-Z])', ' \\1', 'g')),
                ', ' order by name)
            from (
              select distinct on (t.oid) t.name, l.mode from pg_locks l join known t on t.oid = l.relation
              join strength s on s.mode = l.mode
              where l.pid = %s and l.granted and t.kind = 'r' order by t.oid, s.n desc) held""";

    private static final String KNOWN = """
            create temp table known as
            select c.oid, c.relname as name, c.relkind as kind, pg_relation_filenode(c.oid) as node
            from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'i')""";

    private static final String REWRITTEN = """
            select string_agg(case kind when 'r' then name else 'index ' || name end, ', ' order by kind desc, name)
            from known where pg_relation_filenode(oid) <> node""";

    private static final String READ = """
            select string_agg(relname, ', ' order by relname) from pg_stat_xact_user_tables s join known k on k.oid = s.relid
            where seq_tup_read > 0""";

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final Dialect dialect = Dialect.postgresql(database.version() * 10000);

    @Test
    void locks_rewrites_and_reads_of_every_operation_are_those_of_the_table() throws Exception {
        StringBuilder table = new StringBuilder(HEADER);
        for (SafeFormCase given : SafeFormCase.all()) {
            rows(given, "plain", given.change(), table);
            rows(given, "safe", given::safely, table);
        }
        Path golden = Path.of("src/test/resources/golden/locks-" + database.version() + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, table);
            write(table.toString());
        }
        assumeThat(golden).exists();
        assertThat(table.toString()).isEqualTo(Files.readString(golden));
    }

    @Test
    void the_page_shows_the_table_of_the_newest_version() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page.substring(page.indexOf(MARK) + MARK.length()))
                .isEqualTo("\n" + Files.readString(Path.of("src/test/resources/golden/locks-18.txt")));
    }

    private static void write(String table) throws IOException {
        if (database.version() == 18) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.substring(0, page.indexOf(MARK) + MARK.length()) + "\n" + table);
        }
    }

    private void rows(SafeFormCase given, String form, Consumer<Operations> change, StringBuilder table)
            throws Exception {
        database.empty();
        database.execute(given.given());
        List<Operation> steps = new ArrayList<>();
        for (Operation operation : recorded(change)) {
            steps.addAll(operation instanceof Autocommit block ? block.steps() : List.of(operation));
        }
        for (Operation step : steps) {
            Measured measured = measured(step);
            String what = form.equals("plain") ? "plain" : step.describe();
            table.append("| ")
                    .append(given.name())
                    .append(" | ")
                    .append(what)
                    .append(" | ")
                    .append(measured)
                    .append(" |\n");
        }
    }

    private Measured measured(Operation step) throws Exception {
        try (Connection connection = database.connection()) {
            execute(connection, KNOWN);
            List<SqlStatement> statements = dialect.compile(step, () -> schema(connection));
            boolean filled = step instanceof SafeStage stage && stage.part() == SafeStage.Part.FILL;
            if (!filled && statements.stream().anyMatch(s -> !s.transactional())) {
                return concurrent(connection, statements);
            }
            connection.setAutoCommit(false);
            for (SqlStatement statement : statements) {
                execute(connection, filled ? statement.sql().replace(" commit;", "") : statement.sql());
            }
            Measured measured = new Measured(
                    query(connection, LOCKS.formatted("pg_backend_pid()")),
                    query(connection, REWRITTEN),
                    query(connection, READ));
            connection.commit();
            return measured;
        }
    }

    /** Another session is in the way, so that the step waits while its locks are read. */
    private Measured concurrent(Connection connection, List<SqlStatement> statements) throws Exception {
        String pid = query(connection, "select pg_backend_pid()");
        try (Connection obstacle = database.connection();
                Connection observer = database.connection()) {
            execute(observer, KNOWN);
            obstacle.setAutoCommit(false);
            execute(obstacle, "lock table property, district in row exclusive mode");
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
                for (SqlStatement statement : statements) {
                    execute(connection, statement.sql());
                }
            });
            while (query(observer, "select pid from pg_locks where not granted and pid = " + pid) == null) {
                Thread.onSpinWait();
            }
            String locks = query(observer, LOCKS.formatted(pid));
            obstacle.rollback();
            run.get();
            return new Measured(locks, query(connection, REWRITTEN), null);
        }
    }

    /** What the server says; {@code null} for nothing. */
    private record Measured(String locks, String rewritten, String read) {

        @Override
        public String toString() {
            return text(locks) + " | " + text(rewritten) + " | " + text(read);
        }

        private static String text(String found) {
            return found == null ? "–" : found;
        }
    }

    private static List<Operation> recorded(Consumer<Operations> change) {
        List<Operation> operations = new ArrayList<>();
        Operations.record(change, new OperationRecorder() {
            @Override
            public void record(Operation operation) {
                operations.add(operation);
            }

            @Override
            public Inspector catalog() {
                return () -> DatabaseSchema.empty("public");
            }
        });
        return operations;
    }

    private static DatabaseSchema schema(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }
}
