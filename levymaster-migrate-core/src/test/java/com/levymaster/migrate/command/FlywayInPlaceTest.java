package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.adopt.ToolTables;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayOptions.Placeholders;
import com.levymaster.migrate.flyway.FlywayProject;
import com.levymaster.migrate.flyway.V30__Fill_counties;
import com.levymaster.migrate.flyway.V31__Index;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of Flyway that are read where they are; Flyway itself is the reference. */
class FlywayInPlaceTest {

    private static final Map<String, String> VALUES = Map.of("county", "Benton");

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase theirs = TestDatabase.create();

    @AutoClose
    private final TestDatabase ours = TestDatabase.create();

    private FlywayProjectFiles files = new FlywayProjectFiles(Path.of(""));

    @BeforeEach
    void directory() {
        files = new FlywayProjectFiles(project);
    }

    @Test
    void a_project_of_all_kinds_of_files_creates_what_flyway_creates_down_and_up_again() throws SQLException {
        files.writeAll();
        flyway().load().migrate();

        Migrator migrator = migrator(ours, read());
        migrator.upgrade();

        assertThat(facts(ours)).isEqualTo(facts(theirs));
        migrator.downgrade("v9");
        migrator.upgrade();
        assertThat(facts(ours)).isEqualTo(facts(theirs));
        assertThat(migrator.upgrade().isEmpty()).isTrue();
    }

    @Test
    void java_migrations_run_on_the_connection_of_the_revision_or_outside_of_its_transaction() throws SQLException {
        files.write("V1__county.sql", "create table county (id bigserial, name text);")
                .write("U30__Fill_counties.sql", "delete from county;");
        flyway().javaMigrations(new V30__Fill_counties(), new V31__Index())
                .load()
                .migrate();
        Migrator migrator = migrator(ours, read(V30__Fill_counties.class, V31__Index.class));

        migrator.upgrade();

        assertThat(facts(ours)).isEqualTo(facts(theirs));
        assertThat(ours.jdbc()
                        .sql("select name from county order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("Benton", "Linn");
        assertThatThrownBy(() -> migrator.downgrade("v1")).hasMessageContaining("v31");
        assertThat(migrator(theirs, read(V30__Fill_counties.class, V31__Index.class))
                        .adoptIfUnversioned(AdoptionOptions.compiled("flyway")))
                .isPresent();
    }

    @Test
    void a_java_migration_that_cannot_be_loaded_is_named_before_anything_runs() {
        files.write("V1__county.sql", "create table county (id bigserial, name text);");
        Map<String, byte[]> contents = contents();
        contents.put("db/migration/V2__Gone.class", new byte[0]);

        assertThatThrownBy(() -> migrator(ours, read(contents)).upgrade())
                .hasMessageContaining("The Java migration db.migration.V2__Gone of Flyway cannot be created");
        assertThat(ours.jdbc()
                        .sql("select to_regclass('county') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void an_applied_file_that_was_edited_is_found_and_failures_name_file_and_line() {
        files.write("V1__county.sql", "-- counties\ncreate table county (id bigint);")
                .write("R__names.sql", "create or replace view names as select 1 as one;");
        migrator(ours, read()).upgrade();

        files.write("V1__county.sql", "-- counties, only a comment\ncreate table county (id bigint);");
        assertThat(migrator(ours, read()).editedRevisions()).isEmpty();
        files.write("V1__county.sql", "create table county (id integer);");
        assertThat(migrator(ours, read()).editedRevisions())
                .singleElement()
                .satisfies(edited -> assertThat(edited.problem()).contains("v1", "id bigint", "id integer"));

        files.write("V1__county.sql", "create table county (id bigint);").write("V2__broken.sql", "\n\nselect 1 / 0;");
        assertThatThrownBy(() -> migrator(ours, read()).upgrade()).hasMessageContaining("V2__broken.sql:3");
    }

    @Test
    void a_database_that_flyway_has_migrated_is_adopted_if_its_checksums_are_those_of_the_files() {
        files.write("V1__county.sql", "create table county (id bigint);")
                .write("V2__name.sql", "alter table county add name text;");
        flyway().load().migrate();
        files.write("V1__county.sql", "create table county (id integer);");

        FlywayProject edited = read();
        assertThatThrownBy(() -> migrator(theirs, edited).upgrade())
                .hasMessageContaining(
                        "The table public.flyway_schema_history of flyway says that v2 \"name\" and 1 before it"
                                + " have run in this database already")
                .hasMessageContaining("`db adopt --from flyway`");
        assertThatThrownBy(() -> migrator(theirs, edited)
                        .adoptIfUnversioned(AdoptionOptions.compiled("flyway")
                                .withFlyway(FlywayOptions.DEFAULT.withChecksums(edited.checksums()))))
                .hasMessageContaining("V1__county.sql (1) was edited after it was applied");

        files.write("V1__county.sql", "create table county (id bigint);");
        FlywayProject restored = read();
        assertThat(migrator(theirs, restored)
                        .adoptIfUnversioned(AdoptionOptions.compiled("flyway")
                                .withFlyway(FlywayOptions.DEFAULT.withChecksums(restored.checksums()))))
                .isPresent();
        assertThat(migrator(theirs, restored).upgrade().isEmpty()).isTrue();
    }

    @Test
    void the_history_of_another_application_says_nothing_of_the_migrations_of_this_one() {
        files.write("V1__county.sql", "create table county (id bigint);")
                .write("V2__name.sql", "alter table county add name text;");
        flyway().load().migrate();
        theirs.execute("create schema mine; alter table flyway_schema_history set schema mine");
        FlywayProject project = read();

        theirs.execute("create table flyway_other (like mine.flyway_schema_history);"
                + " insert into flyway_other select * from mine.flyway_schema_history");
        assertThatThrownBy(() -> migrator(theirs, project).previewUpgrade())
                .hasMessageContaining("public.flyway_other")
                .hasMessageContaining("levymaster.migrate.flyway.table");
        theirs.execute("update flyway_other set description = 'orders', script = 'V1__orders.sql'");
        theirs.execute(
                "create table flyway_third (like flyway_other); insert into flyway_third select * from flyway_other;"
                        + " update flyway_third set type = 'BASELINE'");
        assertThat(migrator(theirs, project).previewUpgrade().revisions()).hasSize(2);

        Migrator configured = Migrator.builder(theirs.dataSource())
                .scripts(project.converted().definitions())
                .settings(MigratorSettings.DEFAULT.withTools(new ToolTables("mine.flyway_schema_history", null)))
                .build();
        assertThatThrownBy(configured::previewUpgrade).hasMessageContaining("mine.flyway_schema_history");
    }

    @Test
    void a_callback_in_which_a_placeholder_means_itself_says_so() {
        files.write("V1__county.sql", "create table county (name text);")
                .write("afterMigrate.sql", "insert into county values ('${nobody}');");
        FlywayProject project = read(new Placeholders(false, "${", "}", Map.of(), Map.of()));

        migrator(ours, project).upgrade();

        assertThat(ours.jdbc()
                        .sql("select name from county")
                        .query(String.class)
                        .list())
                .containsExactly("${nobody}");
    }

    @Test
    void a_placeholder_that_flyway_fills_in_itself_has_the_value_of_this_application() {
        files.write(
                "V1__county.sql", "create table county as select '${flyway:defaultSchema} ${flyway:Table}' as name;");

        migrator(
                        ours,
                        read(new Placeholders(
                                true,
                                "${",
                                "}",
                                Map.of("flyway_table", "history"),
                                Map.of("flyway_defaultSchema", "public"))))
                .upgrade();

        assertThat(ours.jdbc()
                        .sql("select name from county")
                        .query(String.class)
                        .list())
                .containsExactly("public history");
        assertThatThrownBy(this::read)
                .hasMessageContaining("${flyway_defaultSchema} has no value:"
                        + " levymaster.migrate.sql.placeholders.flyway_defaultSchema");
    }

    private FlywayProject read(Placeholders placeholders) {
        return FlywayProject.inPlace(
                contents(),
                new FlywayOptions(
                        null,
                        List.of(),
                        FlywayOptions.DEFAULT.naming(),
                        FlywayOptions.DEFAULT.encoding(),
                        placeholders,
                        true,
                        Map.of()),
                FlywayInPlaceTest.class.getClassLoader());
    }

    @Test
    void faults_of_all_files_are_named_together() {
        files.write("Vx__odd.sql", "select 1;").write("V1__a.sql", "select 1;").write("V01__b.sql", "select 1;");
        files.write("V3__open.sql", "select 1;\nselect 'open;").write("V4__value.sql", "select '${unknown}';");

        assertThatThrownBy(this::read)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Vx__odd.sql: its version `x` is no number")
                .hasMessageContaining("have the same version")
                .hasMessageContaining(
                        "V3__open.sql: The SQL text has an unterminated string literal in line 2, column 8")
                .hasMessageContaining("V4__value.sql:1: the placeholder ${unknown} has no value");
    }

    @Test
    void a_baseline_migration_begins_the_line_only_if_the_migrations_below_it_were_deleted() {
        files.write("B2__all.sql", "create table t2 (id bigint);")
                .write("V3__more.sql", "create table t3 (id bigint);");
        assertThat(read().converted().definitions())
                .extracting(each -> each.id())
                .containsExactly("v2", "v3");

        files.write("V1__first.sql", "create table t1 (id bigint);");
        assertThat(read().converted().definitions())
                .extracting(each -> each.id())
                .containsExactly("v1", "v3");
        assertThat(read().converted().remarks()).anyMatch(remark -> remark.contains("B2__all.sql is left out"));
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(theirs.dataSource())
                .locations("filesystem:" + files.locations())
                .placeholders(VALUES)
                .mixed(true);
    }

    private FlywayProject read(Class<?>... migrations) {
        Map<String, byte[]> contents = contents();
        for (Class<?> migration : migrations) {
            contents.put(migration.getName().replace('.', '/') + ".class", new byte[0]);
        }
        return read(contents);
    }

    private static FlywayProject read(Map<String, byte[]> contents) {
        FlywayOptions defaults = FlywayOptions.DEFAULT;
        FlywayOptions options = new FlywayOptions(
                null,
                List.of(),
                defaults.naming(),
                defaults.encoding(),
                new Placeholders(true, "${", "}", VALUES, Map.of()),
                true,
                Map.of());
        return FlywayProject.inPlace(contents, options, FlywayInPlaceTest.class.getClassLoader());
    }

    private Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> found = Files.walk(files.locations())) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                contents.put(
                        "db/migration/"
                                + files.locations().relativize(file).toString().replace('\\', '/'),
                        Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return contents;
    }

    private static Migrator migrator(TestDatabase database, FlywayProject project) {
        return Migrator.builder(database.dataSource())
                .scripts(project.converted().definitions())
                .repeatables(project.converted().repeatables())
                .callbacks(project.converted().callbacks())
                .build();
    }

    private static SortedSet<String> facts(TestDatabase database) throws SQLException {
        List<ObjectName> own = Stream.of(
                        "flyway_schema_history", "levymaster_version", "levymaster_history", "levymaster_repeatable")
                .map(name -> ObjectName.of("public", name))
                .toList();
        try (Connection connection = database.dataSource().getConnection()) {
            return ServerDefinitions.facts(connection, own);
        }
    }
}
