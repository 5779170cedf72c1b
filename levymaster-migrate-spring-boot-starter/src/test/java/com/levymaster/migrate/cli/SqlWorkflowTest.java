package com.levymaster.migrate.cli;

import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day of a developer whose revisions are SQL files, on top of some in Java. */
class SqlWorkflowTest {

    private static final String VIEW = "create view district_names as select name from tax_district;\n";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path sources;

    private final Map<String, String> repeatables = new TreeMap<>();

    @BeforeEach
    void directories() throws IOException {
        Files.createDirectories(sources.resolve("java"));
    }

    @Test
    void an_empty_sql_revision_is_written_filled_applied_checked_and_taken_back() throws IOException {
        DatabaseSchema wanted = made(op -> op.alterTable("tax_district", t -> t.addColumn("code", varchar(3))));
        assertThat(shell(wanted).run("upgrade").code()).isZero();

        assertThat(shell(wanted)
                        .run("revision --sql -m 'add code' --rev-id 5d60b7e8f1a4")
                        .code())
                .isZero();
        Path file = files().get(0);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("-- upgrade\n", "-- upgrade\nalter table tax_district add code varchar(3);\n")
                        .replace("-- downgrade\n", "-- downgrade\nalter table tax_district drop code;\n"));

        goesUpAndDown(wanted);
    }

    @Test
    void a_draft_in_sql_is_applied_checked_and_taken_back() throws IOException {
        DatabaseSchema wanted = made(op -> op.alterTable("tax_district", t -> {
            t.addColumn("code", varchar(3));
            t.addIndex("ix_code").on("code");
        }));
        shell(wanted).run("upgrade");

        assertThat(shell(wanted)
                        .run("migrate --sql -m 'add code' --rev-id 5d60b7e8f1a4")
                        .code())
                .isZero();

        assertThat(Files.readString(files().get(0))).contains("-- upgrade\nalter table");
        goesUpAndDown(wanted);
    }

    @Test
    void a_draft_leaves_the_view_of_a_repeatable_that_can_be_removed_to_the_run_and_says_so() throws IOException {
        DatabaseSchema wanted = made(op -> op.alterTable(
                "tax_district", t -> t.changeType("name").from(varchar(120)).to(varchar(200))));
        repeatables.put("names.sql", VIEW + "-- downgrade\ndrop view if exists district_names;\n");
        shell(wanted).run("upgrade");

        Transcript drafted = shell(wanted).run("migrate --sql -m 'longer names' --rev-id 5d60b7e8f1a4");

        assertThat(drafted.code()).as(drafted.err()).isZero();
        assertThat(Files.readString(files().get(0)))
                .contains(
                        "-- REVIEW: view district_names is made by the repeatable names: the run removes it before this"
                                + " revision, and applies it again afterwards\n")
                .doesNotContain("view district_names as", "drop view", "create view");
        goesUpAndDown(wanted);
        assertThat(database.jdbc().sql("select * from district_names").query().listOfRows())
                .isEmpty();
    }

    @Test
    void a_draft_mentions_the_repeatable_of_a_view_that_it_has_to_create_again_itself() throws IOException {
        DatabaseSchema wanted = made(op -> op.alterTable(
                "tax_district", t -> t.changeType("name").from(varchar(120)).to(varchar(200))));
        repeatables.put("names.sql", VIEW.replace("create view", "create or replace view"));
        shell(wanted).run("upgrade");

        Transcript drafted = shell(wanted).run("migrate --sql -m 'longer names' --rev-id 5d60b7e8f1a4");

        assertThat(drafted.code()).as(drafted.err()).isZero();
        assertThat(Files.readString(files().get(0)))
                .contains(
                        "view district_names is made by the repeatable names, which is also applied again",
                        "drop view");
        goesUpAndDown(wanted);
    }

    private static DatabaseSchema made(Consumer<Operations> change) {
        return Counties.made(new Migration() {
            @Override
            public void upgrade(Operations op) {
                change.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                op.irreversible("not run");
            }
        });
    }

    private void goesUpAndDown(DatabaseSchema wanted) {
        assertThat(shell(wanted).run("upgrade").err()).doesNotContain("FAILED");
        assertThat(shell(wanted).run("check").out()).isEqualTo("No problems found.\n");
        assertThat(shell(wanted).run("downgrade --allow-data-loss").err()).doesNotContain("FAILED");
        assertThat(shell(wanted).run("current").out()).contains("3c5e7f90a1b2").doesNotContain("5d60b7e8f1a4");
        assertThat(shell(wanted).run("upgrade").err()).doesNotContain("FAILED");
        assertThat(shell(wanted).run("check").out()).isEqualTo("No problems found.\n");
    }

    /** What the application is after a build. */
    private Shell shell(DatabaseSchema wanted) {
        Map<String, byte[]> revisions = new TreeMap<>();
        try {
            for (Path file : files()) {
                revisions.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> around = new TreeMap<>();
        repeatables.forEach((name, text) -> around.put(name, text.getBytes(StandardCharsets.UTF_8)));
        Migrator migrator = Migrator.builder(database.dataSource())
                .migrations(Counties.trunk())
                .scripts(SqlRevisionFiles.read(revisions, Map.of()))
                .repeatables(RepeatableFiles.read(around, Map.of()))
                .build();
        return Shell.on(migrator)
                .withSources(sources.resolve("java"), "com.example.revisions")
                .wanting(wanted);
    }

    private List<Path> files() {
        Path directory = sources.resolve("resources/db/revisions");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
