package com.levymaster.migrate.cli;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day of a developer, as Flask-Migrate's readme has it: revision, upgrade, current, history, downgrade, upgrade. */
class WorkflowTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path sources;

    @Test
    void a_change_is_written_applied_looked_at_taken_back_and_applied_again() throws IOException {
        Shell before = Shell.on(database, Counties.trunk()).withSources(sources, "com.example.revisions");
        Transcript upgraded = before.run("upgrade");
        Transcript written = before.run("revision -m 'add county code' --rev-id 5d60b7e8f1a4");

        Shell after = Shell.on(database, withNew(edited()));
        assertGolden(
                "workflow",
                upgraded,
                written,
                after.run("plan"),
                after.run("upgrade"),
                after.run("current"),
                after.run("history -i"),
                after.run("downgrade"),
                after.run("current"),
                after.run("upgrade"));
        assertThat(database.jdbc()
                        .sql("select county_code from tax_district")
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    /** What the developer does between the commands: says what is to be done, and builds. */
    private Migration edited() throws IOException {
        Path file = sources.resolve("com/example/revisions/R5d60b7e8f1a4_AddCountyCode.java");
        String source = Files.readString(file)
                .replace(
                        "void upgrade(Operations op) {}",
                        "void upgrade(Operations op) { op.alterTable(\"tax_district\", t -> t.addColumn(\"county_code\","
                                + " com.levymaster.migrate.Types.varchar(3))); }")
                .replace("downgrade(Operations op) {}", "downgrade(Operations op) { op.undo(this::upgrade); }");
        Files.writeString(file, source);
        return Compiled.from(file, "com.example.revisions");
    }

    private static Migration[] withNew(Migration revision) {
        List<Migration> all = new ArrayList<>(Arrays.asList(Counties.trunk()));
        all.add(revision);
        return all.toArray(Migration[]::new);
    }
}
