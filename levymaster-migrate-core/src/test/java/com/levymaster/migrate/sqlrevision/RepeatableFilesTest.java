package com.levymaster.migrate.sqlrevision;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatableFilesTest {

    private static final RevisionDefinition PARCEL = Revisions.base(
            "a1",
            op -> op.createTable("parcel", t -> {
                t.column("id", integer());
                t.column("acres", integer());
            }));
    private static final RevisionDefinition DROP_ACRES = Revisions.after(
            "a1", "b2", op -> op.alterTable("parcel", t -> t.dropColumn("acres").was(integer())));

    private static final String LARGE = "large: create or replace view large as select id from parcel where acres > 9;";
    private static final String REMOVABLE =
            "large: create view large as select id, acres from parcel;\n-- downgrade\ndrop view large;";
    private static final String WITHOUT_ACRES =
            "large: create view large as select id from parcel;\n-- downgrade\ndrop view large;";

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void a_repeatable_is_applied_after_the_revisions_and_again_when_its_statements_change() {
        assertThat(ids(migrator(List.of(LARGE), PARCEL).upgrade())).containsExactly("a1", "repeatable:large");
        assertThat(ids(migrator(List.of(LARGE), PARCEL).upgrade())).isEmpty();

        String commented = LARGE.replace("create", "-- comment\ncreate  ");
        assertThat(migrator(List.of(commented), PARCEL).isUpToDate()).isTrue();
        String edited = LARGE.replace("> 9", "> 99");
        assertThat(migrator(List.of(edited), PARCEL).isUpToDate()).isFalse();
        assertThat(ids(migrator(List.of(edited), PARCEL).upgrade())).containsExactly("repeatable:large");
        assertThat(definition("large")).contains("> 99");
    }

    @Test
    void what_depends_on_a_changed_one_is_applied_again_in_the_order_of_dependence() {
        String a = "a: -- depends_on: z\ncreate view a as select id from z;\n-- downgrade\ndrop view a;";
        String z = "z: create view z as select id from parcel;\n-- downgrade\ndrop view z;";
        assertThat(ids(migrator(List.of(a, z), PARCEL).upgrade()))
                .containsExactly("a1", "repeatable:z", "repeatable:a");

        String edited = z.replace("select id", "select id, 1 as one");

        assertThat(ids(migrator(List.of(a, edited), PARCEL).upgrade()))
                .containsExactly("repeatable:a", "repeatable:z", "repeatable:z", "repeatable:a");
    }

    @Test
    void what_a_revision_breaks_is_removed_before_and_applied_after_it() {
        migrator(List.of(REMOVABLE), PARCEL).upgrade();

        RunReport report = migrator(List.of(WITHOUT_ACRES), PARCEL, DROP_ACRES).upgrade();

        assertThat(ids(report)).containsExactly("repeatable:large", "b2", "repeatable:large");
        assertThat(definition("large")).doesNotContain("acres");
    }

    @Test
    void a_view_that_a_revision_drops_and_creates_itself_is_applied_after_it() {
        migrator(List.of(REMOVABLE), PARCEL).upgrade();
        RevisionDefinition widened = Revisions.after("a1", "b2", op -> {
            op.execute("drop view large");
            op.alterTable("parcel", t -> t.changeType("acres").from(integer()).to(bigint()));
            op.execute("create view large as select id, acres from parcel");
        });

        assertThat(ids(migrator(List.of(REMOVABLE), PARCEL, widened).upgrade()))
                .containsExactly("b2", "repeatable:large", "repeatable:large");
    }

    @Test
    void a_downgrade_restores_the_earlier_content() {
        migrator(List.of(REMOVABLE), PARCEL).upgrade();
        Migrator later = migrator(List.of(WITHOUT_ACRES), PARCEL, DROP_ACRES);
        later.upgrade();

        assertThat(ids(later.downgrade("a1"))).containsExactly("b2", "repeatable:large", "repeatable:large");
        assertThat(definition("large")).contains("acres");

        later.downgrade("base");
        assertThat(database.jdbc()
                        .sql("select to_regclass('large')::text")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();
        assertThat(ids(later.upgrade())).containsExactly("a1", "b2", "repeatable:large");
    }

    @Test
    void repeatables_wait_for_the_last_revision() {
        Migrator migrator = migrator(List.of(WITHOUT_ACRES), PARCEL, DROP_ACRES);

        assertThat(ids(migrator.upgrade("a1"))).containsExactly("a1");
        assertThat(migrator.isUpToDate("a1")).isTrue();
        assertThat(ids(migrator.upgrade())).containsExactly("b2", "repeatable:large");
    }

    @Test
    void an_older_build_leaves_the_repeatables_of_a_newer_one_alone() {
        migrator(List.of(WITHOUT_ACRES), PARCEL, DROP_ACRES).upgrade();
        Migrator older = migrator(List.of(LARGE), PARCEL);

        assertThat(older.isUpToDate()).isTrue();
        assertThat(older.upgrade().isEmpty()).isTrue();
        assertThat(definition("large")).doesNotContain("acres");
    }

    @Test
    void a_failure_names_the_file_and_the_line_and_the_next_run_applies_it() {
        Migrator migrator =
                migrator(List.of("large: -- x\n\ncreate view large as select no_such from parcel;"), PARCEL);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContainingAll("Repeatable large failed", "(large.sql:3)", "Kept: a1");
        assertThat(ids(migrator(List.of(LARGE), PARCEL).upgrade())).containsExactly("repeatable:large");
    }

    @Test
    void what_was_removed_is_applied_as_before_if_the_run_fails() {
        String z = "z: create view z as select id from parcel;\n-- downgrade\ndrop view z;";
        String a = "a: -- depends_on: z\ncreate view a as select id from z;\n-- downgrade\ndrop view a;";
        migrator(List.of(a, z), PARCEL).upgrade();

        String edited = z.replace("select id", "select no_such, id");
        assertThatThrownBy(migrator(List.of(a, edited), PARCEL)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContainingAll(
                        "Applied again as before: repeatable:z, repeatable:a.", "then run the command again")
                .hasMessageNotContaining("(removed)");
        assertThat(definition("a")).contains("FROM z");

        String renamed = z.replace("z: ", "y: ");
        assertThatThrownBy(migrator(List.of(a.replace("on: z", "on: y"), renamed), PARCEL)::upgrade)
                .hasMessageContaining("a file that was renamed keeps its old name with `-- repeatable: NAME`");
        assertThat(definition("a")).contains("FROM z");

        RevisionDefinition fails =
                Revisions.after("a1", "b2", op -> op.execute("alter table z rename to zz; select no_such"));
        assertThatThrownBy(migrator(List.of(a, z), PARCEL, fails)::upgrade).isInstanceOf(RevisionFailedException.class);
        assertThat(definition("a")).contains("FROM z");
        assertThat(migrator(List.of(a, z), PARCEL).upgrade().isEmpty()).isTrue();
    }

    @Test
    void a_view_that_depends_on_what_is_removed_is_named_with_the_way_out() {
        migrator(List.of(REMOVABLE), PARCEL).upgrade();
        database.execute("create view theirs as select id from large");

        assertThatThrownBy(migrator(List.of(WITHOUT_ACRES), PARCEL, DROP_ACRES)::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContainingAll(
                        "Repeatable large failed at step 1 of 1 of its removal",
                        "name this repeatable in `-- depends_on:`",
                        "then run the command again")
                .hasMessageNotContaining("downgrade again");
    }

    @Test
    void a_deleted_file_does_not_keep_what_it_depends_on_from_being_removed() {
        String z = "z: create view z as select id, acres from parcel;\n-- downgrade\ndrop view z;";
        String a = "a: -- depends_on: z\ncreate view a as select id from z;\n-- downgrade\ndrop view a;";
        migrator(List.of(a, z), PARCEL).upgrade();
        String without = z.replace(", acres", "");

        migrator(List.of(without), PARCEL, DROP_ACRES).upgrade();
        assertThat(definition("a")).contains("FROM z");

        RevisionDefinition drops = Revisions.after("b2", "c3", op -> {
            op.execute("drop view if exists a");
            op.execute("alter table parcel alter id type bigint");
        });
        assertThat(ids(migrator(List.of(without), PARCEL, DROP_ACRES, drops).upgrade()))
                .containsExactly("repeatable:a", "repeatable:z", "c3", "repeatable:z");
    }

    @Test
    void a_recorded_text_of_a_deleted_file_that_cannot_be_read_does_not_stop_a_run() {
        migrator(List.of(LARGE, "b: create view b as select id from parcel;"), PARCEL)
                .upgrade();
        database.execute("update levymaster_repeatable set content = 'select ${gone} from ''b' where name = 'b'");

        RevisionDefinition next = Revisions.after("a1", "b2", op -> op.execute("alter table parcel add n integer"));
        assertThat(ids(migrator(List.of(LARGE), PARCEL, next).upgrade())).containsExactly("b2", "repeatable:large");
    }

    @Test
    void what_was_recorded_with_a_copy_or_a_comment_that_a_file_may_no_more_have_is_still_read() {
        migrator(List.of(LARGE, "b: create view b as select id from parcel;"), PARCEL)
                .upgrade();
        database.execute("update levymaster_repeatable set content ="
                + " '-- depend_on: x' || chr(10) || 'copy b to stdout', checksum = 'x' where name = 'large'");

        assertThat(ids(migrator(List.of(LARGE, "b: create view b as select id from parcel;"), PARCEL)
                        .upgrade()))
                .containsExactly("repeatable:large");
    }

    @Test
    void another_value_of_a_placeholder_is_another_content() {
        byte[] text = "create or replace view large as select id from parcel where acres > ${limit};"
                .getBytes(StandardCharsets.UTF_8);
        Migrator.builder(database.dataSource())
                .scripts(List.of(PARCEL))
                .repeatables(RepeatableFiles.read(Map.of("large.sql", text), Map.of("limit", "9")))
                .build()
                .upgrade();
        Migrator other = Migrator.builder(database.dataSource())
                .scripts(List.of(PARCEL))
                .repeatables(RepeatableFiles.read(Map.of("large.sql", text), Map.of("limit", "99")))
                .build();

        assertThat(ids(other.upgrade())).containsExactly("repeatable:large");
        assertThat(definition("large")).contains("> 99");
        assertThat(other.isUpToDate()).isTrue();
    }

    @Test
    void what_a_revision_has_dropped_with_its_file_does_not_come_back_with_a_later_change() {
        String z = "z: create view z as select id from parcel;\n-- downgrade\ndrop view z;";
        String a = "a: -- depends_on: z\ncreate view a as select id from z;\n-- downgrade\ndrop view a;";
        migrator(List.of(a, z), PARCEL).upgrade();

        RevisionDefinition drops = Revisions.after("a1", "b2", op -> op.execute("drop view a"));
        assertThat(ids(migrator(List.of(z), PARCEL, drops).upgrade())).containsExactly("b2", "repeatable:a");
        assertThat(database.jdbc()
                        .sql("select name from levymaster_repeatable")
                        .query(String.class)
                        .list())
                .containsExactly("z");

        String edited = z.replace("select id", "select id, 1 as one");
        assertThat(ids(migrator(List.of(edited), PARCEL, drops).upgrade()))
                .containsExactly("repeatable:z", "repeatable:z");
    }

    @Test
    void what_was_dropped_by_hand_with_its_file_does_not_come_back() {
        String z = "z: create view z as select id from parcel;\n-- downgrade\ndrop view z;";
        String a = "a: -- depends_on: z\ncreate view a as select id from z;\n-- downgrade\ndrop view a;";
        migrator(List.of(a, z), PARCEL).upgrade();
        database.execute("drop view a");

        String edited = z.replace("select id", "select id, 1 as one");
        assertThat(ids(migrator(List.of(edited), PARCEL).upgrade())).containsExactly("repeatable:z", "repeatable:z");
    }

    @Test
    void the_text_of_a_renamed_file_does_not_overwrite_the_new_one() {
        String z = "z: create view z as select id from parcel;\n-- downgrade\ndrop view z;";
        String a = "a: -- depends_on: z\ncreate or replace view v as select id from z;\n-- downgrade\ndrop view v;";
        migrator(List.of(a, z), PARCEL).upgrade();
        String renamed = a.replace("a: ", "b: ").replace("select id", "select id + 1 as id");

        assertThat(ids(migrator(List.of(renamed, z), PARCEL).upgrade())).containsExactly("repeatable:b");
        String edited = z.replace("select id", "select id, 1 as one");
        migrator(List.of(renamed, edited), PARCEL).upgrade();
        assertThat(definition("v")).contains("+ 1");
    }

    @Test
    void a_plan_and_the_status_show_what_would_be_applied() {
        Migrator migrator = migrator(List.of(LARGE), PARCEL);

        assertThat(migrator.previewUpgrade().revisions())
                .extracting(prepared -> prepared.revision().id())
                .containsExactly("a1", "repeatable:large");
        assertThat(migrator.status().pendingRepeatables()).containsExactly("large");
        migrator.upgrade();
        assertThat(migrator.previewUpgrade().isEmpty()).isTrue();
        assertThat(migrator.status().pendingRepeatables()).isEmpty();
        assertThat(migrator.history().get(0).revision()).isEqualTo("repeatable:large");
    }

    @Test
    void faults_are_reported_together() {
        assertThatThrownBy(() -> read(List.of("a: -- revision: a1\n-- autocommit\nselect 1;", "b: select 'open")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll(
                        "a.sql:1: revision: a repeatable has no such attribute",
                        "a.sql:2: `-- autocommit` has no meaning in a repeatable",
                        "b.sql: The SQL text has an unterminated string literal in line 1, column 8");
        assertThatThrownBy(() -> read(List.of(
                        "a: -- depends_on: b\nselect 1;",
                        "b: -- depends_on: a\nselect 1;",
                        "c: -- depends_on: d\nselect 1;")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll("a, b depend on one another", "c depends on d");
    }

    private String definition(String view) {
        return database.jdbc()
                .sql("select pg_get_viewdef(?::regclass)")
                .param(view)
                .query(String.class)
                .single();
    }

    private static List<String> ids(RunReport report) {
        return report.revisions().stream().map(r -> r.revision().id()).toList();
    }

    private Migrator migrator(List<String> repeatables, RevisionDefinition... revisions) {
        return Migrator.builder(database.dataSource())
                .settings(Revisions.IMPATIENT)
                .scripts(List.of(revisions))
                .repeatables(read(repeatables))
                .build();
    }

    /** @param files each {@code name: text} */
    private static Repeatables read(List<String> files) {
        Map<String, byte[]> contents = files.stream()
                .map(file -> file.split(": ", 2))
                .collect(Collectors.toMap(file -> file[0] + ".sql", file -> file[1].getBytes(StandardCharsets.UTF_8)));
        return RepeatableFiles.read(contents, Map.of());
    }
}
