package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What Kubernetes does to a pod that takes too long: SIGTERM while the application waits for a table at its start. */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+")
class TerminationJarTest {

    private static final int SIGTERM = 143;

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void what_ran_is_rolled_back_the_lock_is_free_and_the_next_start_goes_on() throws Exception {
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("create table property (id bigint)");
            Process application = java();
            awaitOne("select count(*) from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'");
            application.destroy();
            assertThat(application.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue()).isEqualTo(SIGTERM);
            other.rollback();
        }
        awaitOne("select case when count(*) = 0 then 1 end from pg_locks where locktype = 'advisory'"
                + " and database = (select oid from pg_database where datname = current_database())");
        assertThat(count("select count(*) from levymaster_version")).isZero();
        assertThat(count("select count(*) from pg_tables where schemaname = 'public'"
                        + " and tablename not like 'levymaster%'"))
                .isZero();

        assertThat(java("db", "upgrade").waitFor()).isZero();
        assertThat(count("select count(*) from levymaster_version")).isEqualTo(8);
    }

    @Test
    void a_command_tells_what_is_kept_and_what_to_do() throws Exception {
        try (TestDatabase empty = TestDatabase.create();
                Connection other = empty.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("create table property (id bigint)");
            Process command = java("db", "upgrade", "--spring.datasource.url=" + empty.url());
            awaitOne("select count(*) from pg_stat_activity where datname = '" + empty.name() + "'"
                    + " and wait_event_type = 'Lock'");
            command.destroy();

            assertThat(command.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(command.exitValue()).isEqualTo(SIGTERM);
        }
        assertThat(Files.readString(directory.resolve("out3")))
                .contains(
                        "The run was asked to end",
                        "Rolled back: all of 1a2b3c4d5e6f",
                        "What to do: run the upgrade again")
                .doesNotContain("\tat ");
    }

    private Process java(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("sample.jar"));
        builder.command().addAll(java.util.List.of(words));
        builder.command().add("--server.port=0");
        builder.environment().put("SPRING_DATASOURCE_URL", database.url());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", database.user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out" + words.length).toFile())
                .start();
    }

    private static long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    /** What another process does cannot be waited for, only asked for. */
    private static void awaitOne(String sql) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (database.jdbc().sql(sql).query(Long.class).optional().orElse(0L) == 0) {
            assertThat(System.nanoTime()).as(sql).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
