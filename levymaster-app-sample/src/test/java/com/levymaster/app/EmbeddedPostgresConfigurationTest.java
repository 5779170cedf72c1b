package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgresConfigurationTest {

    @TempDir
    private Path dataDirectory;

    @Test
    void a_second_start_finds_the_data_of_the_first() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgresConfiguration.start(dataDirectory)) {
            jdbc(first).sql("create table kept (id int)").update();
        }
        assertKept();
    }

    @Test
    void a_start_after_the_application_was_killed_finds_its_data() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process killed = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        dataDirectory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(killed.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(137);
        assertThat(dataDirectory.resolve("postmaster.pid")).exists();

        assertKept();
    }

    @Test
    void no_server_is_started_when_a_url_is_given() {
        new ApplicationContextRunner()
                .withUserConfiguration(EmbeddedPostgresConfiguration.class)
                .withPropertyValues("spring.datasource.url=jdbc:postgresql://db.example/levymaster")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EmbeddedPostgres.class)
                        .doesNotHaveBean(JdbcConnectionDetails.class));
    }

    private void assertKept() throws Exception {
        try (EmbeddedPostgres next = EmbeddedPostgresConfiguration.start(dataDirectory)) {
            assertThat(jdbc(next).sql("select count(*) from kept").query().singleValue())
                    .isEqualTo(0L);
        }
    }

    private static JdbcClient jdbc(EmbeddedPostgres postgres) {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    /** An application that dies without stopping its server. */
    static final class Killed {

        public static void main(String[] args) throws Exception {
            EmbeddedPostgres postgres = EmbeddedPostgresConfiguration.start(Path.of(args[0]));
            jdbc(postgres).sql("create table kept (id int)").update();
            Runtime.getRuntime().halt(137);
        }
    }
}
