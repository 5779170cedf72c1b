package com.levymaster.app;

import static com.levymaster.app.SampleJar.assertGolden;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every command of the jar, a process for each, held to a file with its exit code and both of its outputs. */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+")
@Execution(ExecutionMode.CONCURRENT)
class TranscriptsJarTest {

    private TestDatabase database;

    @TempDir
    private Path directory;

    private SampleJar jar;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        jar = new SampleJar(database, directory);
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void up_two_branches_down_one_of_them_and_up_to_the_head() {
        assertGolden(
                "up-and-down",
                jar.db("upgrade", "5d60b7e8f1a4", "4f19a6c27d3e"),
                jar.db("downgrade"),
                jar.db("downgrade", "reporting@-1"),
                jar.db("current", "-v"),
                jar.db("history", "--graph"),
                jar.db("plan", "--no-sql"),
                jar.db("upgrade"),
                jar.db("upgrade"));
    }

    @Test
    void what_would_lose_data_is_refused_and_then_allowed() {
        jar.db("upgrade");

        assertGolden(
                "data-loss",
                jar.db("plan", "--down", "1a2b", "--no-sql"),
                jar.db("downgrade", "1a2b"),
                jar.db("downgrade", "1a2b", "--allow-data-loss", "--levymaster.migrate.protected-profiles=default"),
                jar.db("downgrade", "1a2b", "--allow-data-loss"),
                jar.db("downgrade", "7f82"));
    }

    @Test
    void revisions_are_looked_at_without_a_database() {
        String nowhere = "--spring.datasource.url=jdbc:postgresql://localhost:1/none";

        assertGolden(
                "looked-at",
                jar.db("heads", "-v", nowhere),
                jar.db("branches", nowhere),
                jar.db("show", "levy", nowhere),
                jar.db("history", "1a2b:3b8d", nowhere),
                jar.db("edit", "6e71", nowhere),
                jar.db("check", "--heads-only", nowhere));
    }

    @Test
    void rows_are_stamped_and_a_row_that_nobody_knows_is_purged() {
        SampleJar.Ended[] before = {jar.db("stamp", "1a2b"), jar.db("current")};
        database.execute("insert into levymaster_version (revision) values ('ffffffffffff')");

        assertGolden(
                "stamped",
                before[0],
                before[1],
                jar.db("current"),
                jar.db("stamp", "--purge", "2a3b"),
                jar.db("history", "-i", ":current"));
    }

    @Test
    void scripts_are_written_for_every_direction() {
        assertGolden(
                "scripts",
                jar.db("upgrade", "3b8d:4f19", "--sql"),
                jar.db("downgrade", "4f19:3b8d", "--sql"),
                jar.db("stamp", "2a3b:3b8d", "--sql"),
                jar.db("upgrade", "6e71:7f82", "--sql"),
                jar.db(
                        "upgrade",
                        "3b8d:4f19",
                        "--sql",
                        "-o",
                        jar.source("LevyMasterApplication.java").toString()));
    }

    @Test
    void two_developers_who_stand_on_the_same_revision_are_told_and_merged() throws IOException {
        SampleJar.Ended first = jar.db("revision", "-m", "add county code", "--rev-id", "aaaaaaaaaaaa");
        SampleJar.Ended again = jar.db("revision", "-m", "add county code", "--rev-id", "aaaaaaaaaaaa");
        Path a = jar.revision("aaaaaaaaaaaa");
        Path notPulled = Files.move(a, a.resolveSibling("first.txt"));
        SampleJar.Ended second = jar.db("revision", "-m", "widen county", "--rev-id", "bbbbbbbbbbbb");
        Files.move(notPulled, a);
        Path b = jar.revision("bbbbbbbbbbbb");
        jar.edit(a, "upgrade(Operations op) {}", "upgrade(Operations op) { op.dropTable(\"export_log\"); }");
        jar.edit(b, "upgrade(Operations op) {}", "upgrade(Operations op) { op.dropTable(\"export_log\"); }");
        jar.compile(a, b);

        assertGolden(
                "two-heads",
                first,
                again,
                second,
                jar.db("heads"),
                jar.db("upgrade"),
                jar.db("check"),
                jar.db("merge", "-m", "join"),
                jar.db("merge", "-m", "join", "--force", "--rev-id", "cccccccccccc"),
                jar.db("init"));
    }

    @Test
    void what_is_no_target_or_no_command_is_said_with_what_was_meant() {
        assertGolden(
                "slips",
                jar.plain("upgrde"),
                jar.db("upgrade", "--slq"),
                jar.db("upgrade", "3c5e7f91"),
                jar.db("upgrade", "levi@head"),
                jar.db("downgrade", "3c5e"),
                jar.db("upgrade", "+1junk"),
                jar.db("show", "nope", "--json"),
                jar.db("migrate", "-m", "early"));
    }
}
