package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayOptions.Naming;
import com.levymaster.migrate.flyway.FlywayOptions.Placeholders;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that sets everything that says how its files are read. */
class FlywaySettingsTest {

    private static final Naming NAMING = new Naming("M", "U", "REP", "B", "--", List.of(".pgsql", ".sql"));
    private static final Map<String, String> VALUES = Map.of("County", "Benton");

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void names_encoding_placeholders_schema_and_callbacks_are_read_as_flyway_reads_them() {
        FlywayProjectFiles files = new FlywayProjectFiles(project)
                .write(
                        "M1--first.pgsql",
                        "create table t1 (id bigint);\ncomment on table t1 is '#[county] \u00df #[flyway:filename] #[flyway:table]'"
                                .getBytes(StandardCharsets.ISO_8859_1))
                .write("M2--second.sql", "create table t2 (id bigint);")
                .write("REP--all_rows.sql", "create or replace view v as select '#[County]' as county from t1;")
                .write("REP--changed.sql", "create or replace view w as select id from t1;")
                .write("afterMigrate.sql", "-- message: of flyway\ncomment on table t1 is 'after';")
                .write("beforeClean.sql", "select 1;")
                .write("README.md", "ignored");
        flyway(files).load().migrate();
        files.write("REP--changed.sql", "create or replace view w as select id, 2 as two from t1;");

        Adoption adoption =
                Migrator.builder(database.dataSource()).build().adopt(options("His Tory", Map.of()), planned -> {});

        assertThat(adoption.revisions()).extracting(RevisionHeader::id).containsExactly("v1", "v2");
        assertThat(text(adoption, "v1_first.sql"))
                .contains("create schema if not exists \"Mixed\";\ncreate table t1")
                .contains("'${County} \u00df M1--first.pgsql ${flyway_table}';");
        assertThat(text(adoption, "after-run.sql")).startsWith("-- flyway:  message: of flyway\n");
        assertThat(Objects.requireNonNull(adoption.written()).current())
                .extracting(row -> row.name())
                .containsExactly("all rows");
        assertThat(adoption.remarks())
                .anyMatch(remark -> remark.endsWith(
                        "REP--changed.sql has changed since it was applied: the next" + " `db upgrade` applies it"))
                .anyMatch(remark -> remark.endsWith("beforeClean.sql is left out: there is no such callback here"))
                .anyMatch(remark -> remark.contains("not migrations") && remark.endsWith("README.md"))
                .anyMatch(remark -> remark.contains("Flyway has worked in the schema Mixed"))
                .contains("set the placeholders of Flyway before the next command:"
                        + " levymaster.migrate.sql.placeholders.County,"
                        + " levymaster.migrate.sql.placeholders.flyway_table");
        assertThat(database.jdbc()
                        .sql("select name from levymaster_repeatable")
                        .query(String.class)
                        .list())
                .containsExactly("all rows");
    }

    @Test
    void a_dollar_that_is_no_placeholder_for_flyway_is_written_as_it_is_and_refused_beside_placeholders() {
        FlywayProjectFiles files = new FlywayProjectFiles(project)
                .write("M1--first.sql", "create table mail as select '${x}' as text;")
                .write("M2--second.sql", "select 2;");
        flyway(files).load().migrate();
        String written = text(
                Migrator.builder(database.dataSource()).build().previewAdoption(options("His Tory", VALUES)),
                "v1_first.sql");
        assertThat(written).contains("-- placeholders: false\n", "'${x}'");

        files.write("M3--third.sql", "select 1;\nselect '${x}', '#[county]';");

        assertThatThrownBy(() -> Migrator.builder(database.dataSource())
                        .build()
                        .previewAdoption(options("Mixed.His Tory", VALUES)))
                .hasMessageContaining("M3--third.sql:2: `${` begins a placeholder here");
    }

    private FluentConfiguration flyway(FlywayProjectFiles files) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + files.locations())
                .sqlMigrationPrefix("M")
                .repeatableSqlMigrationPrefix("REP")
                .sqlMigrationSeparator("--")
                .sqlMigrationSuffixes(".pgsql", ".sql")
                .encoding(StandardCharsets.ISO_8859_1)
                .placeholderPrefix("#[")
                .placeholderSuffix("]")
                .placeholders(VALUES)
                .schemas("Mixed")
                .table("His Tory");
    }

    private AdoptionOptions options(String table, Map<String, String> own) {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        FlywayOptions flyway = new FlywayOptions(
                table,
                List.of("db/migration"),
                NAMING,
                StandardCharsets.ISO_8859_1,
                new Placeholders(true, "#[", "]", VALUES, own),
                true,
                Map.of());
        return new AdoptionOptions("flyway", target, null, true).withFlyway(flyway);
    }

    private static String text(Adoption adoption, String fileName) {
        return adoption.files().stream()
                .filter(file -> file.fileName().equals(fileName))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
