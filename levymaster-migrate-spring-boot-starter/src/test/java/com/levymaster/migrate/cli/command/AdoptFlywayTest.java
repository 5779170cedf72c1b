package com.levymaster.migrate.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptFlywayTest {

    @TempDir
    private Path project;

    @Test
    void the_files_of_flyway_are_written_as_sql_revisions_beside_the_sources() throws IOException {
        Path migrations = Files.createDirectories(project.resolve("migrations"));
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(migrations.resolve("V1__county.sql"), "create table county (id bigint);");
        Files.writeString(migrations.resolve("V1.1__name.sql"), "alter table county add name text;");
        Files.writeString(migrations.resolve("U1.1__name.sql"), "alter table county drop name;");
        Files.writeString(migrations.resolve("R__names.sql"), "create or replace view names as select id from county;");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table county (id bigint)",
                    "create table flyway_schema_history (installed_rank int, version text, description text, type text, script text,"
                            + " checksum int, installed_by text, installed_on timestamp, execution_time int, success boolean)",
                    "insert into flyway_schema_history values (1, '1', 'county', 'SQL', 'V1__county.sql', null, '', now(), 1, true)");
            Shell shell = Shell.on(database).withSources(sources, "com.example.revisions");
            String command = "adopt --from flyway --locations filesystem:" + migrations;

            Transcript preview = shell.run(command + " --dry-run");
            Transcript json = shell.run(command + " --dry-run --json");
            assertThat(project.resolve("src/main/resources")).doesNotExist();
            String page = Files.readString(Path.of("../docs/flyway.md"));
            assertThat(page).contains(shell.run("current").out());
            Transcript adopted = shell.run(command);

            assertThat(preview.err()).contains("1 revision is not applied yet");
            assertThat(preview.out())
                    .contains("Revision v1 \"county\" is applied, as the history of Flyway says.")
                    .contains("src/main/resources/db/revisions/v1.1_name.sql")
                    .contains("Nothing was written.");
            assertThat(json.out())
                    .contains("\"from\":\"flyway\"", "db/repeatables/names.sql", "\"revisions\":[\"v1\"]");
            assertThat(page)
                    .contains(adopted.err().replace(project + "/", ""))
                    .contains(adopted.out().replace(project + "/", ""));
            assertThat(project.resolve("src/main/resources/db/revisions/v1.1_name.sql"))
                    .content()
                    .isEqualTo("""
                            -- revision: v1.1
                            -- down_revision: v1
                            -- message: name
                            -- flyway: %1$s/V1.1__name.sql

                            -- upgrade
                            alter table county add name text;

                            -- downgrade
                            alter table county drop name;
                            """.formatted(migrations));
        }
    }

    @Test
    void a_run_that_was_interrupted_after_it_wrote_the_files_is_repeated() throws IOException {
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Path migrations = Files.createDirectories(project.resolve("migrations"));
        Files.writeString(migrations.resolve("V1__county.sql"), "create table county (id bigint);");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table county (id bigint)",
                    "create table flyway_schema_history (installed_rank int, version text, description text, type text, script text,"
                            + " checksum int, success boolean)",
                    "insert into flyway_schema_history values (1, '1', 'county', 'SQL', 'V1__county.sql', null, true)");
            Shell shell = Shell.on(database).withSources(sources, "com.example.revisions");
            String command = "adopt --from flyway --unproved --locations filesystem:" + migrations;
            assertThat(shell.run(command).code()).isZero();
            database.execute("drop table levymaster_version", "drop table levymaster_history");

            assertThat(shell.run(command).code()).isZero();

            database.execute("drop table levymaster_version", "drop table levymaster_history");
            Path written = project.resolve("src/main/resources/db/revisions/v1_county.sql");
            Files.writeString(written, Files.readString(written) + "-- edited\n");
            assertThat(shell.run(command).err()).contains("exists already; it was left as it is");
        }
    }
}
