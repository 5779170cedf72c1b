package com.levymaster.migrate.checksum;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;
import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.PendingRevisionsException;
import com.levymaster.migrate.command.RepairAction;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Row 66 of the fault matrix: revisions that are edited after they were applied; and what else a start can ask for. */
class ChecksumVerifierTest {

    private static final MigratorSettings STRICT = IMPATIENT.withChecksums(ChecksumPolicy.FAIL);

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static RevisionDefinition county(int length) {
        return base("a1", op -> {
            op.createTable("county", t -> {
                t.column("id", bigint());
                t.column("name", varchar(length));
            });
            op.insert("county").columns("id", "name").row(1, "Benton").keyedBy("id");
            op.data("count", jdbc -> jdbc.sql("select 1").query().singleValue());
        });
    }

    @Test
    @Tag("row-66")
    void the_same_operations_have_the_same_checksum() {
        migrator(database.dataSource(), STRICT, county(120)).upgrade();

        assertThat(migrator(database.dataSource(), STRICT, county(120), table("a1", "b2", "t"))
                        .upgrade()
                        .after())
                .containsExactly("b2");
    }

    @Test
    void a_file_that_was_recorded_with_the_line_ends_of_windows_is_not_edited() {
        String sql = "select 'a\r\nb'";
        migrator(database.dataSource(), STRICT, base("a1", op -> op.execute(sql)))
                .upgrade();

        RevisionDefinition file = base("a1", op -> op.execute(sql).from("a1.sql:3"));
        assertThat(migrator(database.dataSource(), STRICT, file).editedRevisions())
                .isEmpty();
        RevisionDefinition edited = base("a1", op -> op.execute("select 'a b'").from("a1.sql:3"));
        assertThat(migrator(database.dataSource(), STRICT, edited).editedRevisions())
                .hasSize(1);
    }

    @Test
    @Tag("row-66")
    void an_edited_revision_is_refused_with_what_was_and_what_is() {
        migrator(database.dataSource(), STRICT, county(120)).upgrade();

        assertThatThrownBy(migrator(database.dataSource(), STRICT, county(121), table("a1", "b2", "t"))::upgrade)
                .isInstanceOf(EditedRevisionException.class)
                .hasMessageContaining("An applied revision has been edited")
                .hasMessageContaining("- ")
                .hasMessageContaining("120")
                .hasMessageContaining("+ ")
                .hasMessageContaining("121");
    }

    @Test
    @Tag("row-66")
    void a_warning_is_the_default_and_only_the_edited_revision_is_named() {
        migrator(database.dataSource(), county(120), table("a1", "b2", "t")).upgrade();

        assertThat(migrator(database.dataSource(), county(121), table("a1", "b2", "t"), table("b2", "c3", "u"))
                        .upgrade()
                        .after())
                .containsExactly("c3");
        assertThat(migrator(database.dataSource(), county(121), table("a1", "b2", "t"), table("b2", "c3", "u"))
                        .previewRepair())
                .extracting(RepairAction::subject)
                .containsExactly("a1");
    }

    @Test
    @Tag("row-66")
    void an_edit_can_be_accepted() {
        migrator(database.dataSource(), county(120), table("a1", "b2", "t")).upgrade();
        var edited = migrator(database.dataSource(), STRICT, county(121), table("a1", "b2", "t"));
        assertThatThrownBy(edited::validate).isInstanceOf(EditedRevisionException.class);

        edited.repair();

        assertThatCode(edited::validate).doesNotThrowAnyException();
        assertThat(edited.previewRepair()).isEmpty();
        assertThat(edited.history()).extracting(HistoryEntry::event).contains(HistoryEvent.REPAIR);
    }

    @Test
    @Tag("row-66")
    void a_revision_that_looks_at_the_database_is_passed_over() {
        RevisionDefinition looking = base("a1", op -> {
            if (!op.inspector().hasTable("t")) {
                op.createTable("t", t -> t.column("id", bigint()));
            }
        });
        migrator(database.dataSource(), STRICT, looking).upgrade();

        assertThatCode(migrator(database.dataSource(), STRICT, looking)::validate)
                .doesNotThrowAnyException();
    }

    @Test
    void validating_names_what_is_pending_and_changes_nothing() {
        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::validate)
                .isInstanceOf(PendingRevisionsException.class)
                .hasMessageContaining("lacks 2 revisions of this application: a1, b2");
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_tables where schemaname = 'public'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void waiting_ends_when_another_process_has_migrated() throws InterruptedException {
        var migrator = migrator(database.dataSource(), table("a1", "t"));
        Thread other = new Thread(
                () -> migrator(database.dataSource(), table("a1", "t")).upgrade());
        other.start();

        assertThatCode(() -> migrator.awaitUpgrade(Duration.ofMinutes(1))).doesNotThrowAnyException();
        other.join();
    }

    @Test
    void waiting_in_vain_names_what_is_pending() {
        assertThatThrownBy(
                        () -> migrator(database.dataSource(), table("a1", "t")).awaitUpgrade(Duration.ofMillis(100)))
                .isInstanceOf(PendingRevisionsException.class)
                .hasMessageContaining("waiting for another process: a1");
    }

    @Test
    void the_history_keeps_the_sql_where_it_is_asked_for() {
        migrator(database.dataSource(), IMPATIENT.withHistorySql(true), table("a1", "t"))
                .upgrade();
        migrator(database.dataSource(), table("a1", "t"), after("a1", "b2", op -> op.execute("select 1")))
                .upgrade();

        assertThat(database.jdbc()
                        .sql("select coalesce(sql, 'none') from levymaster_history order by id")
                        .query(String.class)
                        .list())
                .satisfies(list -> {
                    assertThat(list.get(0)).contains("create table t");
                    assertThat(list.get(1)).isEqualTo("none");
                });
    }
}
