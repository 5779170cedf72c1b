package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.checksum.EditedRevisionException;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQL files that were changed, removed, exchanged or copied after they were applied. */
class AppliedSqlFilesTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> repeatables = new TreeMap<>();

    @BeforeEach
    void apply() {
        file("a1", "", "create table a1 (id int);");
        file("b2", "a1", "create table b2 (id int);");
        file("c3", "b2", "create table c3 (id int);");
        repeatables.put("names.sql", bytes("create or replace view names as select 1 as one;"));
        migrator().upgrade();
    }

    @Test
    void an_edited_file_is_named_with_its_difference_by_the_check_and_refused_by_validation_and_the_next_upgrade() {
        file("b2", "a1", "create table b2 (id bigint);");
        file("d4", "c3", "create table d4 (id int);");

        assertThat(migrator().editedRevisions())
                .singleElement()
                .extracting(EditedRevision::problem)
                .asString()
                .contains("Revision b2 has been edited", "id int", "id bigint");
        assertThatThrownBy(() -> migrator().upgrade())
                .isInstanceOf(EditedRevisionException.class)
                .hasMessageContaining("b2")
                .hasMessageContaining("Nothing was changed.")
                .hasMessageContaining("What to do: restore the old text and make the change in a new revision; or");
        assertThat(exists("d4")).isFalse();
        files.remove("d4.sql");
        assertThatThrownBy(() -> migrator().validate()).isInstanceOf(EditedRevisionException.class);
    }

    @Test
    void comments_layout_and_the_name_of_a_file_may_change() {
        files.put(
                "renamed.sql",
                bytes("-- revision: b2\n-- down_revision: a1\n-- message: now it has one\n\n-- upgrade\n"
                        + "/* why */ CREATE TABLE b2\n(id int) ;"));
        files.remove("b2.sql");

        assertThat(migrator().editedRevisions()).isEmpty();
        migrator().validate();
        assertThat(migrator().upgrade().isEmpty()).isTrue();
    }

    @Test
    void line_ends_of_another_system_change_nothing() {
        String text = "create function f() returns text language sql as $$\n  select 'a\nb'\n$$;\n"
                + "copy a1 from stdin;\n1\n2\n\\.\n";
        file("d4", "c3", text);
        repeatables.put("lines.sql", bytes("create or replace view lines as select 'a\nb' as text;"));
        migrator().upgrade();

        file("d4", "c3", text.replace("\n", "\r\n"));
        repeatables.put("lines.sql", bytes("create or replace view lines as select 'a\r\nb' as text;"));
        assertThat(migrator().editedRevisions()).isEmpty();
        assertThat(migrator().status().isUpToDate()).isTrue();
        migrator().validate();
    }

    @Test
    void a_missing_file_in_the_middle_is_named_and_one_at_the_end_counts_as_of_a_newer_build() {
        byte[] middle = files.remove("b2.sql");
        assertThatThrownBy(this::migrator)
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("c3")
                .hasMessageContaining("b2");

        files.put("b2.sql", middle);
        files.remove("c3.sql");
        assertThat(migrator().upgrade().isEmpty()).isTrue();
        assertThat(migrator().status().unknown()).containsExactly("c3");
    }

    @Test
    void files_that_were_exchanged_are_named_as_edited() {
        file("c3", "a1", "create table c3 (id int);");
        file("b2", "c3", "create table b2 (id int);");

        assertThat(migrator().editedRevisions())
                .extracting(EditedRevision::revision)
                .extracting(RevisionHeader::id)
                .containsExactlyInAnyOrder("b2", "c3");
        assertThatThrownBy(() -> migrator().validate()).isInstanceOf(EditedRevisionException.class);
    }

    @Test
    void a_copied_file_is_refused_before_anything_runs() {
        files.put("copy.sql", files.get("b2.sql"));

        assertThatThrownBy(this::migrator)
                .hasMessageContaining("b2.sql and copy.sql both have the revision id b2")
                .hasMessageContaining("give it an id and a down_revision of its own");
    }

    @Test
    void an_edited_repeatable_is_pending_until_the_next_upgrade_and_a_removed_one_leaves_its_view() {
        repeatables.put("names.sql", bytes("create or replace view names as select 2 as one;"));
        assertThat(migrator().status().pendingRepeatables()).containsExactly("names");
        assertThatThrownBy(() -> migrator().validate())
                .isInstanceOf(PendingRevisionsException.class)
                .hasMessageContaining("names");
        migrator().upgrade();
        migrator().validate();

        repeatables.clear();
        assertThat(migrator().upgrade().isEmpty()).isTrue();
        assertThat(exists("names")).isTrue();
    }

    @Test
    void a_file_that_ran_in_half_goes_on_where_it_stopped_once_it_is_corrected() {
        file("d4", "c3", "-- autocommit\ncreate table d4 (id int);\nselect 1 / (select count(*) from d4);");
        assertThatThrownBy(() -> migrator().upgrade())
                .hasMessageContaining("d4.sql:6")
                .hasMessageContaining("division by zero");
        assertThat(exists("d4")).isTrue();

        file("d4", "c3", "-- autocommit\ncreate table other (id int);\nselect 1;");
        assertThatThrownBy(() -> migrator().upgrade()).hasMessageContaining("d4");
        assertThat(exists("other")).isFalse();

        file("d4", "c3", "-- autocommit\ncreate table d4 (id int);\nselect 1;");
        assertThat(migrator().upgrade().after()).containsExactly("d4");
    }

    @Test
    void two_processes_apply_each_file_once() {
        file("d4", "c3", "create table d4 (id int);\nselect pg_sleep(0.1);");
        file("e5", "d4", "create table e5 (id int);");

        CompletableFuture<RunReport> other =
                CompletableFuture.supplyAsync(() -> migrator().upgrade());
        RunReport own = migrator().upgrade();

        assertThat(Stream.of(own, other.join())
                        .flatMap(report -> report.revisions().stream())
                        .map(done -> done.revision().id()))
                .containsExactlyInAnyOrder("d4", "e5");
    }

    private void file(String id, String parent, String sql) {
        files.put(
                id + ".sql",
                bytes("-- revision: " + id + "\n" + (parent.isEmpty() ? "" : "-- down_revision: " + parent + "\n")
                        + "-- upgrade\n" + sql));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Migrator migrator() {
        return Migrator.builder(database.dataSource())
                .scripts(SqlRevisionFiles.read(files, Map.of()))
                .repeatables(RepeatableFiles.read(repeatables, Map.of()))
                .settings(MigratorSettings.DEFAULT.withChecksums(ChecksumPolicy.FAIL))
                .build();
    }

    private boolean exists(String table) {
        return database.jdbc()
                .sql("select to_regclass(?) is not null")
                .params(List.of(table))
                .query(Boolean.class)
                .single();
    }
}
