package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.Types.bigint;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.command.TenantStatus;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TenantsKillTest {

    private static final int TENANTS = 50;

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @Test
    void a_process_that_ends_in_the_middle_of_50_tenants_leaves_the_rest_to_the_next_start_and_nothing_runs_twice()
            throws IOException, InterruptedException {
        database.execute(
                tenants().stream().map(tenant -> "create schema " + tenant).toArray(String[]::new));
        ChildJvm.of(TenantsKillTest.class, database.url(), database.user(), database.password())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();

        assertThat(upgraded()).as("tenants before the second start").isBetween(1, TENANTS - 1);
        TenantMigrator next = migrator(database.dataSource(), new RunListener() {});
        next.upgrade();
        assertThat(next.status()).hasSize(TENANTS).allMatch(TenantStatus::isCurrent);
        assertThat(count(sumOf("note"))).isEqualTo(TENANTS);
        assertThat(count(sumOf("levymaster_history where event = 'upgrade'"))).isEqualTo(2 * TENANTS);
    }

    private static String sumOf(String rows) {
        return tenants().stream()
                .map(tenant -> "(select count(*) from " + tenant + "." + rows + ")")
                .collect(Collectors.joining(" + ", "select ", ""));
    }

    private static int upgraded() {
        return count("select count(*) from pg_tables where tablename = 'note'");
    }

    private static int count(String sql) {
        return database.jdbc().sql(sql).query(Integer.class).single();
    }

    private static List<String> tenants() {
        return IntStream.range(0, TENANTS).mapToObj(i -> "tenant_" + i).toList();
    }

    private static TenantMigrator migrator(DataSource dataSource, RunListener listener) {
        return Migrator.builder(dataSource)
                .listener(listener)
                .scripts(List.of(
                        new RevisionDefinition(RevisionHeader.of("n1"), true, CreateNote::new),
                        new RevisionDefinition(RevisionHeader.of("n2", "n1"), true, FillNote::new)))
                .build()
                .forTenants(TenantsKillTest::tenants);
    }

    public static void main(String[] arguments) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.setUser(arguments[1]);
        dataSource.setPassword(arguments[2]);
        migrator(dataSource, new EndOfProcess()).upgrade();
    }

    /** The process ends at once after some revisions; other tenants are then in the middle of theirs. */
    private static final class EndOfProcess implements RunListener {

        private final AtomicInteger revisions = new AtomicInteger();

        @Override
        public void beforeStep(RevisionHeader revision, int step, int of, String description) {
            if (revisions.incrementAndGet() == TENANTS / 2) {
                Runtime.getRuntime().halt(137);
            }
        }
    }

    private static final class CreateNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("note", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    private static final class FillNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.execute("insert into note values (1)");
        }

        @Override
        public void downgrade(Operations op) {
            op.execute("delete from note");
        }
    }
}
