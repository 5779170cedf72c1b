package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories and files of Flyway that do not fit, and those that are seldom. */
class FlywayFaultsTest {

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private FlywayProjectFiles files = new FlywayProjectFiles(Path.of(""));

    @BeforeEach
    void migrate() {
        files = new FlywayProjectFiles(project)
                .write("V1__first.sql", "create table t1 (id bigint);")
                .write("V2__second.sql", "create table t2 (id bigint);")
                .write("R__view.sql", "create or replace view v as select * from t1;");
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + files.locations())
                .load()
                .migrate();
    }

    @Test
    void each_contradiction_between_files_and_history_is_named_and_nothing_is_written() {
        files.write("V1__first.sql", "create table t1 (id integer);").write("V1.5__between.sql", "select 1;");
        files.delete("R__view.sql");
        history("3", "SQL", "V3__future.sql", true);
        history("1.2", "SQL", "V1.2__missing.sql", true);

        assertThatThrownBy(this::adopt)
                .hasMessageContaining("V1__first.sql was edited after it was applied: Flyway has recorded the checksum")
                .hasMessageContaining("V1.5__between.sql is not applied, and version 3 after it is")
                .hasMessageContaining("V3__future.sql (3) is newer than all files")
                .hasMessageContaining("V1.2__missing.sql (1.2) is recorded as applied, and its file is missing")
                .hasMessageContaining("R__view.sql is recorded as applied, and is not there as a SQL file")
                .hasMessageContaining("Nothing was written.");
        assertThat(isRecorded()).isFalse();
    }

    @Test
    void failed_rows_and_versions_that_are_no_numbers_are_named_with_all_else() {
        history("3", "SQL", "V3__half.sql", false);
        history("x", "SQL", "Vx__odd.sql", true);
        history("7", "SQL", "V7__future.sql", true);
        files.write("V1__first.sql", "create table t1 (id integer);");
        files.delete("V2__second.sql");

        assertThatThrownBy(this::adopt)
                .hasMessageContaining("V3__half.sql (3) has failed")
                .hasMessageContaining("the version of Vx__odd.sql (x) is no number")
                .hasMessageContaining("V7__future.sql (7) is newer than all files")
                .hasMessageContaining("V2__second.sql (2) is newer than all files")
                .hasMessageContaining("V1__first.sql was edited after it was applied");
    }

    @Test
    void faults_of_files_are_named_together_with_their_lines() {
        files.write("V3__quote.sql", "select 1;\nselect 'open;").write("V4__value.sql", "\nselect '${unknown}';");
        files.write("V5__begin.sql", "begin;\nselect 1;\ncommit;");
        assertThatThrownBy(this::adopt)
                .hasMessageContaining(
                        "V3__quote.sql: The SQL text has an unterminated string literal in line 2, column 8")
                .hasMessageContaining("V4__value.sql:2: the placeholder ${unknown} has no value")
                .hasMessageContaining("V5__begin.sql:1: `begin` begins or ends a transaction");

        files.write("Vabc__name.sql", "select 1;").write("V02__copy.sql", "select 1;");
        files.write("V6__latin.sql", "select '\u00df';".getBytes(StandardCharsets.ISO_8859_1));
        files.write("V7__asked.sql", "select 1;").write("V7__asked.sql.conf", "shouldExecute=false");
        assertThatThrownBy(this::adopt)
                .hasMessageContaining("Vabc__name.sql: its version `abc` is no number")
                .hasMessageContaining("V6__latin.sql is not encoded in UTF-8")
                .hasMessageContaining("V7__asked.sql.conf: shouldExecute has no counterpart");
        files.delete("Vabc__name.sql");
        files.delete("V6__latin.sql");
        files.delete("V7__asked.sql.conf");
        assertThatThrownBy(this::adopt)
                .hasMessageContaining("V02__copy.sql and ")
                .hasMessageContaining("V2__second.sql have the same version");
        assertThat(isRecorded()).isFalse();
    }

    @Test
    void faults_of_names_encodings_history_and_statements_are_in_one_list() {
        files.write("Vabc__name.sql", "select 1;").write("V1__first.sql", "create table t1 (id integer);");
        files.write("V2.0__copy.sql", "select 1;").write("V5__quote.sql", "select 'open;");
        files.write("V6__latin.sql", "select '\u00df';".getBytes(StandardCharsets.ISO_8859_1));
        files.write("R__more__view.sql", "select 1;").write("sub/R__more__view.sql", "select 2;");
        history("3", "SQL", "V3__half.sql", false);
        history("6", "SQL", "V6__latin.sql", true);
        database.execute("update flyway_schema_history set checksum = 1 where version in ('2', '6')");

        assertThatThrownBy(this::adopt)
                .hasMessageContaining("Vabc__name.sql: its version `abc` is no number")
                .hasMessageContaining("V1__first.sql was edited after it was applied")
                .hasMessageContaining("have the same version")
                .hasMessageContaining("have the same description")
                .hasMessageContaining("V5__quote.sql: The SQL text has an unterminated string literal")
                .hasMessageContaining("V6__latin.sql is not encoded in UTF-8")
                .hasMessageContaining("V3__half.sql (3) has failed")
                .hasMessageNotContainingAny("V2__second.sql was edited", "V2.0__copy.sql was", "V6__latin.sql was");
    }

    @Test
    void a_repeatable_that_flyway_always_runs_because_of_the_time_in_a_comment_is_named() {
        files.write("R__view.sql", "-- ${flyway:timestamp}\ncreate or replace view v as select * from t1;");
        assertThat(adopt().remarks())
                .anyMatch(remark -> remark.contains("R__view.sql has the placeholder flyway:timestamp"));

        files.write("R__time.sql", "create or replace view w as select '${flyway:timestamp}' as at;");
        database.execute("drop table levymaster_version, levymaster_history");
        assertThatThrownBy(this::adopt)
                .hasMessageContaining("R__time.sql:1: the placeholder ${flyway_timestamp} has no value:"
                        + " levymaster.migrate.sql.placeholders.flyway_timestamp");
    }

    @Test
    void several_history_tables_and_none_are_told_apart() {
        database.execute("create schema \"Other\"", "create table \"Other\".\"His\" as table flyway_schema_history");
        assertThatThrownBy(this::adopt)
                .hasMessageContaining("several history tables of Flyway: Other.His, public.flyway_schema_history");
        assertThat(adopt("Other.His").revisions()).hasSize(2);
    }

    @Test
    void java_migrations_become_revisions_that_call_them_and_deleted_rows_are_named() {
        history("3", "JDBC", "db.migration.V3__Seed", true);
        history("4", "SQL", "V4__gone.sql", true);
        history("4", "DELETE", "V4__gone.sql", true);

        Adoption adoption = adopt();

        assertThat(adoption.remarks())
                .contains("db.migration.V3__Seed is a Java migration: its revision v3 calls it; keep the class, and the"
                        + " library of Flyway, on the class path")
                .anyMatch(remark -> remark.contains("V4__gone.sql (4) was deleted from the history"));
        assertThat(adoption.revisions()).extracting(RevisionHeader::id).containsExactly("v1", "v2", "v3");
        assertThat(adoption.files())
                .filteredOn(file -> file.fileName().equals("Rv3_x.java"))
                .singleElement()
                .satisfies(file -> assertThat(file.text())
                        .contains("id = \"v3\"", "downRevision = \"v2\"", "adopted = true")
                        .contains("FlywayMigrations.run(op, new db.migration.V3__Seed());"));
    }

    @Test
    void the_newest_baseline_that_the_database_has_reached_begins_the_line() {
        files.write("B2__all.sql", "create table t1 (id bigint);\ncreate table t2 (id bigint);");
        files.write("B9__later.sql", "select 1;").write("V3__third.sql", "create table t3 (id bigint);");

        Adoption adoption = adopt();

        assertThat(adoption.revisions()).extracting(RevisionHeader::id).containsExactly("v2");
        assertThat(adoption.remarks()).anyMatch(remark -> remark.contains("B9__later.sql is left out"));
        try (TestDatabase fresh = TestDatabase.create()) {
            assertThat(migrator(fresh, adoption).upgrade().after()).containsExactly("v3");
        }
    }

    @Test
    void what_is_at_or_below_the_mark_of_a_baseline_is_recorded_and_not_run() {
        database.execute("truncate flyway_schema_history");
        history("1.0", "BASELINE", "<< Flyway Baseline >>", true);

        Adoption adoption = adopt();

        assertThat(adoption.revisions()).extracting(RevisionHeader::id).containsExactly("v1");
        assertThat(adoption.remarks()).contains("1 revision is not applied yet: `db upgrade` runs v2");
    }

    @Test
    void a_further_database_is_adopted_at_its_start_by_the_compiled_revisions() {
        files.write("V3__third.sql", "create table t3 (id bigint);");
        Migrator migrator = migrator(database, preview());

        assertThat(migrator.adoptIfUnversioned(AdoptionOptions.compiled("flyway")))
                .isPresent();
        assertThat(migrator.upgrade().after()).containsExactly("v3");

        database.execute("drop table levymaster_version", "drop table levymaster_history");
        history("9", "SQL", "V9__ahead.sql", true);
        assertThatThrownBy(() -> migrator.adoptIfUnversioned(AdoptionOptions.compiled("flyway")))
                .hasMessageContaining("V9__ahead.sql (9) is applied, and this application has no revision v9")
                .hasMessageContaining("version 3 is not applied, and version 9 after it is");
        assertThatThrownBy(() -> Migrator.builder(database.dataSource())
                        .build()
                        .adoptIfUnversioned(AdoptionOptions.compiled("flyway")))
                .hasMessageContaining("this application has no revision v9");
    }

    private void history(String version, String type, String script, boolean success) {
        database.execute("insert into flyway_schema_history select coalesce(max(installed_rank), 0) + 1, '" + version
                + "', 'x', '" + type + "', '" + script + "', null, 'me', now(), 0, " + success
                + " from flyway_schema_history");
    }

    private boolean isRecorded() {
        return database.jdbc()
                .sql("select to_regclass('levymaster_version') is not null")
                .query(Boolean.class)
                .single();
    }

    private Adoption adopt() {
        return adopt(null);
    }

    private Adoption adopt(@Nullable String table) {
        return Migrator.builder(database.dataSource()).build().adopt(options(table), planned -> {});
    }

    private Adoption preview() {
        return Migrator.builder(database.dataSource()).build().previewAdoption(options(null));
    }

    private AdoptionOptions options(@Nullable String table) {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        AdoptionOptions options = new AdoptionOptions("flyway", target, null, true);
        return options.withFlyway(options.flyway().withTable(table));
    }

    private static Migrator migrator(TestDatabase on, Adoption adoption) {
        return Migrator.builder(on.dataSource())
                .scripts(SqlRevisionFiles.read(
                        adoption.files().stream()
                                .filter(file -> file.packageName().equals("db.revisions"))
                                .collect(Collectors.toMap(
                                        file -> file.fileName(),
                                        file -> file.text().getBytes(StandardCharsets.UTF_8))),
                        Map.of()))
                .build();
    }
}
