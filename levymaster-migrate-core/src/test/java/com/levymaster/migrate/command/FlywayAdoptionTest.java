package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayOptions.Placeholders;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flyway itself is the reference. */
class FlywayAdoptionTest {

    private static final Map<String, String> VALUES = Map.of("county", "Benton");

    @TempDir
    private Path project;

    @Test
    void a_new_database_equals_the_one_that_flyway_has_migrated() throws SQLException {
        FlywayProjectFiles files = new FlywayProjectFiles(project).writeAll();
        try (TestDatabase theirs = TestDatabase.create();
                TestDatabase ours = TestDatabase.create()) {
            flyway(theirs, files).load().migrate();

            Adoption adoption = Migrator.builder(theirs.dataSource()).build().adopt(options(theirs), planned -> {});

            assertThat(adoption.differences()).isEmpty();
            assertThat(adoption.files()).hasSizeGreaterThan(40);
            migrator(ours, adoption).upgrade();
            assertThat(facts(ours)).isEqualTo(facts(theirs));
            Migrator adopted = migrator(theirs, adoption);
            assertThat(adopted.status().current())
                    .extracting(RevisionHeader::id)
                    .containsExactly("v20260101000006");
            assertThat(adopted.upgrade().isEmpty()).isTrue();
        }
    }

    @Test
    void adopted_in_the_middle_both_go_on_alike() throws SQLException {
        FlywayProjectFiles files = new FlywayProjectFiles(project).writeAll();
        try (TestDatabase theirs = TestDatabase.create();
                TestDatabase ours = TestDatabase.create()) {
            flyway(theirs, files)
                    .target(MigrationVersion.fromVersion("9"))
                    .load()
                    .migrate();
            flyway(ours, files).target(MigrationVersion.fromVersion("9")).load().migrate();

            Adoption adoption = Migrator.builder(ours.dataSource()).build().adopt(options(ours), planned -> {});
            Migrator migrator = migrator(ours, adoption);
            migrator.upgrade();
            flyway(theirs, files).load().migrate();

            assertThat(facts(ours)).isEqualTo(facts(theirs));
            migrator.downgrade("v9");
            migrator.upgrade();
            assertThat(facts(ours)).isEqualTo(facts(theirs));
            assertThatThrownBy(() -> migrator.downgrade("base")).hasMessageContaining("adopted");
        }
    }

    private static FluentConfiguration flyway(TestDatabase database, FlywayProjectFiles files) {
        return Flyway.configure()
                // Otherwise it waits for itself when it creates an index concurrently.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(database.dataSource())
                .locations("filesystem:" + files.locations())
                .placeholders(VALUES)
                .mixed(true);
    }

    private AdoptionOptions options(TestDatabase database) {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        ScratchServer scratch = new ScratchServer(database.url(), database.user(), database.password());
        FlywayOptions defaults = FlywayOptions.DEFAULT;
        Placeholders placeholders = new Placeholders(true, "${", "}", VALUES, Map.of());
        return new AdoptionOptions(
                null,
                target,
                scratch,
                false,
                new FlywayOptions(
                        null,
                        defaults.locations(),
                        defaults.naming(),
                        defaults.encoding(),
                        placeholders,
                        true,
                        Map.of()),
                LiquibaseOptions.DEFAULT);
    }

    private static Migrator migrator(TestDatabase database, Adoption adoption) {
        return Migrator.builder(database.dataSource())
                .scripts(SqlRevisionFiles.read(written(adoption, "db.revisions"), VALUES))
                .repeatables(RepeatableFiles.read(written(adoption, "db.repeatables"), VALUES))
                .build();
    }

    private static Map<String, byte[]> written(Adoption adoption, String directory) {
        Map<String, byte[]> files = new TreeMap<>();
        for (SourceFile file : adoption.files()) {
            if (file.packageName().equals(directory)) {
                files.put(file.fileName(), file.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new HashMap<>(files);
    }

    private static SortedSet<String> facts(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return ServerDefinitions.facts(
                    connection,
                    List.of(
                                    "flyway_schema_history",
                                    "levymaster_version",
                                    "levymaster_history",
                                    "levymaster_repeatable")
                            .stream()
                            .map(name -> ObjectName.of("public", name))
                            .toList());
        }
    }
}
