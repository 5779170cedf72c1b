package com.levymaster.migrate.bench;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.TenantSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A schema for each tenant: all are new, none has anything to do, and one is new. */
final class TenantSchemas implements Workload {

    private static final int TENANTS = Integer.getInteger("bench.tenants", 1_000);
    private static final int REVISIONS = 20;
    private static final int CONNECTIONS = 8;
    private static final String JDBC = "JDBC";
    private static final String ONE = "one tenant";

    @Override
    public String id() {
        return "W13";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        try (TestDatabase database = TestDatabase.create();
                HikariDataSource pool = pool(database)) {
            Migrator migrator = migrator(pool);
            List<String> all = names(TENANTS);
            Table fresh = lab.atMost(3)
                    .compare(
                            String.format("%,d new tenants", TENANTS),
                            List.of(
                                    new Entrant(
                                            JDBC, () -> trial(database, all, () -> execute(pool, migrator, all)), null),
                                    new Entrant(
                                            Ours.NAME,
                                            () -> trial(database, all, () -> upgrade(migrator, all)),
                                            null)));
            List<String> one = all.subList(0, 1);
            trial(database, all, () -> upgrade(migrator, all));
            Table nothing = lab.compare(
                    "nothing to do",
                    List.of(
                            new Entrant(ONE, () -> Sample.of(() -> upgrade(migrator, one)), null),
                            new Entrant(Ours.NAME, () -> Sample.of(() -> upgrade(migrator, all)), null)));
            Table added = lab.compare(
                    "a new tenant",
                    List.of(
                            new Entrant(JDBC, () -> trial(database, one, () -> execute(pool, migrator, one)), null),
                            new Entrant(
                                    Ours.NAME,
                                    () -> trial(
                                            database,
                                            one,
                                            () -> migrator.forTenant(one.get(0)).upgrade()),
                                    null)));
            return new Section(
                    id(),
                    "Tenants",
                    String.format(
                                    "%,d schemas with %d revisions, of a table each, over %d connections of a pool.",
                                    TENANTS, REVISIONS, CONNECTIONS)
                            + " *JDBC* executes the statements of the script (`--sql`), one after the other in each"
                            + " schema, over as many connections.",
                    List.of(
                            Goal.atMost("new tenants: time", 1.2, fresh.ratioByRound(Ours.NAME, JDBC), " × " + JDBC),
                            Goal.atMost(
                                    "nothing to do: time",
                                    50,
                                    nothing.row(Ours.NAME).wall()
                                            - nothing.row(ONE).wall(),
                                    " ms more than with one tenant"),
                            Goal.atMost("a new tenant: time", 1.3, added.ratioByRound(Ours.NAME, JDBC), " × " + JDBC)),
                    List.of(fresh, nothing, added));
        }
    }

    private static HikariDataSource pool(TestDatabase database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        return pool;
    }

    private static List<String> names(int number) {
        return IntStream.range(0, number).mapToObj(i -> "tenant_" + i).toList();
    }

    /** One schema after the other, because dropping all at once needs more locks than the server has. */
    private static Sample trial(TestDatabase database, List<String> tenants, Sample.Work work) throws Exception {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            for (String tenant : tenants) {
                statement.execute("drop schema if exists " + tenant + " cascade");
                statement.execute("create schema " + tenant);
            }
            statement.execute("checkpoint");
        }
        return Sample.of(work);
    }

    private static void upgrade(Migrator migrator, List<String> tenants) {
        migrator.forTenants(() -> tenants).upgrade();
    }

    private static void execute(DataSource pool, Migrator migrator, List<String> tenants) throws Exception {
        String[] script = migrator.scriptUpgrade("head").split(";\\R");
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String tenant : tenants) {
                running.add(threads.submit(() -> {
                    execute(pool, tenant, script);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void execute(DataSource pool, String tenant, String[] script) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to " + tenant);
            for (String sql : script) {
                statement.execute(sql);
            }
            statement.execute("reset search_path");
        }
    }

    private static Migrator migrator(DataSource pool) {
        return Migrator.builder(pool)
                .scripts(IntStream.range(0, REVISIONS)
                        .mapToObj(TenantSchemas::revision)
                        .toList())
                .settings(MigratorSettings.DEFAULT.withTenants(new TenantSettings(CONNECTIONS, true, false, List.of())))
                .build();
    }

    private static RevisionDefinition revision(int number) {
        RevisionHeader header =
                number == 0 ? RevisionHeader.of("r0") : RevisionHeader.of("r" + number, "r" + (number - 1));
        return new RevisionDefinition(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.createTable("t" + number, t -> {
                    t.column("id", bigint()).notNull();
                    t.column("name", text());
                    t.primaryKey("t" + number + "_pk").on("id");
                });
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }
}
