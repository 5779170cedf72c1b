package com.levymaster.app;

import static com.levymaster.app.SampleJar.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The day of a developer as Flask-Migrate's readme has it, with the jar itself: change an entity, migrate, upgrade,
 * current, history, downgrade, upgrade.
 */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+")
@Execution(ExecutionMode.CONCURRENT)
class WorkflowJarTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path directory;

    @Test
    void an_entity_is_changed_and_the_database_follows_and_goes_back_and_follows_again() {
        SampleJar jar = new SampleJar(database, directory);
        jar.db("upgrade");
        SampleJar.Ended clean = jar.db("check");

        Path entity = jar.source("tax/TaxDistrict.java");
        jar.edit(
                        entity,
                        "    private @Nullable Double statutoryLimit;",
                        "    private @Nullable Double statutoryLimit;\n\n    @Column(length = 32)\n"
                                + "    private @Nullable String assessorCode;")
                .compile(entity);
        SampleJar.Ended drift = jar.db("check");
        SampleJar.Ended migrate = jar.db("migrate", "-m", "add assessor code", "--rev-id", "8a93e0b14d27");
        jar.compile(jar.revision("8a93e0b14d27"));

        assertGolden(
                "workflow",
                clean,
                drift,
                migrate,
                jar.db("edit", "8a93"),
                jar.db("upgrade"),
                jar.db("current"),
                jar.db("history", "-i", "-1:"),
                jar.db("downgrade"),
                jar.db("current"),
                jar.db("upgrade"),
                jar.db("check"));
        assertThat(database.jdbc()
                        .sql("select assessor_code from tax_district where assessor_code is not null")
                        .query()
                        .listOfRows())
                .isEmpty();
    }
}
