package com.levymaster.migrate.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ten minutes of docs/liquibase.md. */
class AdoptLiquibaseTest {

    private static final String MASTER = "db/changelog/db.changelog-master.yaml";

    @TempDir
    private Path project;

    @Test
    void the_page_shows_what_the_commands_print_and_write() throws Exception {
        Path resources = project.resolve("src/main/resources");
        Path sources = Files.createDirectories(project.resolve("src/main/java"));
        Files.createDirectories(resources.resolve("db/changelog"));
        Files.writeString(resources.resolve(MASTER), """
                databaseChangeLog:
                  - changeSet:
                      id: county
                      author: ann
                      changes:
                        - createTable:
                            tableName: county
                            columns:
                              - column: {name: id, type: bigint, autoIncrement: true, constraints: {primaryKey: true}}
                              - column: {name: name, type: varchar(80)}
                        - tagDatabase: {tag: v1}
                  - changeSet:
                      id: view
                      author: ann
                      runOnChange: true
                      changes:
                        - createView: {viewName: names, replaceIfExists: true, selectQuery: select name from county}
                  - changeSet:
                      id: code
                      author: ann
                      changes:
                        - addColumn:
                            tableName: county
                            columns:
                              - column: {name: code, type: varchar(3)}
                  - changeSet:
                      id: demo
                      author: ann
                      contextFilter: demo
                      changes:
                        - insert: {tableName: county, columns: [column: {name: name, value: Demo}]}
                """);
        try (TestDatabase database = TestDatabase.create()) {
            update(database, resources);
            Shell shell = Shell.on(database).withSources(sources, "com.example.revisions");
            String page = Files.readString(Path.of("../docs/liquibase.md"));

            assertThat(page).contains(shell.run("current").out());
            String asked = shell.run("adopt --from liquibase").err();
            assertThat(page).contains(asked);
            assertThat(resources.resolve("db/revisions")).doesNotExist();
            Transcript adopted = shell.run("adopt --from liquibase --contexts prod");

            assertThat(page)
                    .contains(adopted.err().replace(project + "/", ""))
                    .contains(adopted.out().replace(project + "/", ""))
                    .contains(Files.readString(resources.resolve("db/revisions/lb7b2417521a_county_createtable.sql")));
        }
    }

    private static void update(TestDatabase database, Path resources) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                DirectoryResourceAccessor files = new DirectoryResourceAccessor(resources);
                Liquibase liquibase = new Liquibase(MASTER, files, new JdbcConnection(connection))) {
            liquibase.update(2, new Contexts("prod"), new LabelExpression());
        }
    }
}
