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

/** Of an application that has removed Liquibase. */
class AdoptLiquibaseTest {

    @TempDir
    private Path project;

    @Test
    void without_its_library_the_dependency_that_is_needed_is_named() throws IOException {
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table county ()",
                    "create table databasechangelog (id text, author text, filename text, dateexecuted timestamp,"
                            + " orderexecuted int, exectype text, md5sum text)",
                    "create table databasechangeloglock (id int, locked boolean, lockgranted date, lockedby text)",
                    "insert into databasechangelog (id) values ('county'), ('view')");
            Shell shell = Shell.on(database).withSources(sources, "com.example.revisions");

            assertThat(Path.of("../docs/liquibase.md"))
                    .content()
                    .contains(shell.run("current").out());
            database.execute("truncate databasechangelog");
            Transcript refused =
                    shell.run("adopt --from liquibase --contexts= --labels= --accept preconditions,run-always");

            assertThat(refused.err())
                    .contains(
                            "The library of Liquibase, which writes the SQL of change sets, is not on the class path.")
                    .contains("add the dependency org.liquibase:liquibase-core");
            assertThat(refused.code()).isNotZero();
        }
    }
}
