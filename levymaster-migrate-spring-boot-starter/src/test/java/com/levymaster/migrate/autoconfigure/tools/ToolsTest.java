package com.levymaster.migrate.autoconfigure.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application of Quartz, Spring Batch, Spring Session and Spring Modulith, which read their tables when they are created
 * and started, as processes. The profile {@code nightly} copies their jars.
 */
@Tag("nightly")
class ToolsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_command_starts_none_of_the_tools_and_the_start_creates_their_tables_before_they_read_them()
            throws IOException, InterruptedException {
        assertThat(run("--levymaster.migrate.enabled=false").code()).isOne();
        assertThat(run("db", "current").text()).isEqualTo("base: no revision is applied\n");
        assertThat(run("db", "upgrade").text()).endsWith("The database is at t1.\n");
        assertThat(run("db", "check").text()).endsWith("No problems found.\n");

        database.execute("drop schema public cascade; create schema public");
        JavaProcess started = run();
        assertThat(started.text())
                .containsPattern("tables: .*batch_job_instance.*event_publication.*qrtz_triggers.*spring_session");
        assertThat(started.code()).isZero();
    }

    private JavaProcess run(String... arguments) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JavaProcess.dataSource(database));
        options.addAll(List.of(
                "-Dserver.port=0",
                "-Dspring.docker.compose.enabled=false",
                "-Dspring.quartz.job-store-type=jdbc",
                "-Dspring.quartz.jdbc.initialize-schema=never",
                "-Dspring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
                        + "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
                "-Dspring.batch.jdbc.initialize-schema=never",
                "-Dspring.session.jdbc.initialize-schema=never",
                "-Dspring.modulith.events.jdbc.schema-initialization.enabled=false",
                "-Dspring.modulith.events.republish-outstanding-events-on-restart=true",
                "-cp",
                tools() + File.pathSeparator + System.getProperty("java.class.path")));
        return JavaProcess.run(
                options,
                Stream.concat(Stream.of(ToolsApplication.class.getName()), Stream.of(arguments))
                        .toList());
    }

    private static String tools() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "tools"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }
}
