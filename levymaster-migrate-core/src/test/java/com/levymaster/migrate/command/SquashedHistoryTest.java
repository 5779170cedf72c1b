package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.checksum.ChecksumPolicy;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database with a revision that replaces others, in each state of both. */
class SquashedHistoryTest {

    private static final List<RevisionDefinition> OLD = List.of(table("r1"), table("r2", "r1"), table("r3", "r2"));

    private static final RevisionDefinition SQUASH = new RevisionDefinition(
            RevisionHeader.of("s1").withReplaces("r1", "r2", "r3").withMessage("squash"), true, () -> new Migration() {
                @Override
                public void upgrade(Operations op) {
                    List.of("r1", "r2", "r3").forEach(name -> op.execute("create table " + name + "_table ()"));
                }

                @Override
                public void downgrade(Operations op) {
                    List.of("r3", "r2", "r1").forEach(name -> op.execute("drop table " + name + "_table"));
                }
            });

    private static final RevisionDefinition LATER = table("r4", "r3");

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.keepingConnections();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static RevisionDefinition table(String id, String... down) {
        return new RevisionDefinition(RevisionHeader.of(id, down), true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.execute("create table " + id + "_table ()");
            }

            @Override
            public void downgrade(Operations op) {
                op.execute("drop table " + id + "_table");
            }
        });
    }

    private Migrator old() {
        return migrator(OLD, List.of(LATER));
    }

    private Migrator both() {
        return migrator(OLD, List.of(SQUASH, LATER));
    }

    private Migrator alone() {
        return migrator(List.of(SQUASH, LATER));
    }

    @SafeVarargs
    private Migrator migrator(List<RevisionDefinition>... parts) {
        return Migrator.builder(database.dataSource())
                .scripts(Arrays.stream(parts).flatMap(List::stream).toList())
                .settings(MigratorSettings.DEFAULT.withChecksums(ChecksumPolicy.FAIL))
                .build();
    }

    private List<String> rows() {
        return database.jdbc()
                .sql("select revision from levymaster_version order by ordinal")
                .query(String.class)
                .list();
    }

    private static List<String> ran(RunReport report) {
        return report.revisions().stream().map(r -> r.revision().id()).toList();
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (HistoryEntry entry : old().history()) {
            events.add(0, entry.event().name().toLowerCase(java.util.Locale.ROOT) + " " + entry.revision());
        }
        return events;
    }

    private void assertUnchangedAndValid(Migrator migrator) {
        assertThat(ran(migrator.upgrade())).isEmpty();
        migrator.validate();
        assertThat(migrator.status().isUpToDate()).isTrue();
        assertThat(migrator.status().unknown()).isEmpty();
    }

    @Test
    void an_empty_database_is_built_by_the_squash_and_can_do_without_it() {
        assertThat(ran(both().upgrade())).containsExactly("s1", "r4");

        assertThat(rows()).containsExactlyInAnyOrder("r1", "r2", "r3", "r4");
        assertThat(events()).containsExactly("squash s1", "stamp r1", "stamp r2", "stamp r3", "upgrade r4");
        assertUnchangedAndValid(both());
        assertUnchangedAndValid(old());
        assertUnchangedAndValid(alone());
        assertThat(rows()).containsExactlyInAnyOrder("s1", "r4");
        assertUnchangedAndValid(both());
    }

    @Test
    void a_full_database_has_the_squash_and_records_it_when_the_sources_are_deleted() {
        old().upgrade();

        assertThat(both().status().current()).extracting(RevisionHeader::id).containsExactly("r4");
        assertUnchangedAndValid(both());
        assertThat(rows()).containsExactly("r1", "r2", "r3", "r4");
        assertThat(alone().status().isUpToDate()).isTrue();
        assertThat(ran(alone().upgrade())).isEmpty();
        assertThat(rows()).containsExactly("r4", "s1");
        assertThat(events().subList(4, 8)).containsExactly("unstamp r1", "unstamp r2", "unstamp r3", "stamp s1");
        assertUnchangedAndValid(alone());
        assertThatThrownBy(() ->
                        migrator(OLD, List.of(LATER, table("r5", "r4"))).upgrade())
                .hasMessageContaining("The database has s1, which this application does not know");
    }

    @Test
    void a_database_in_the_middle_is_upgraded_by_the_old_ones_first() {
        old().upgrade("r2");

        assertThat(both().status().current()).extracting(RevisionHeader::id).containsExactly("r2");
        assertThat(both().status().pending()).extracting(RevisionHeader::id).containsExactly("r3", "r4");
        assertThatThrownBy(() -> alone().upgrade())
                .hasMessageContaining(
                        "The database has r1, r2 of the 3 revisions that revision s1 \"squash\" replaces");
        assertThat(alone().graph().partlyReplaced(alone().status().unknown()))
                .hasValueSatisfying(partly ->
                        assertThat(partly).hasMessageContaining("The database has r1, r2 of the 3 revisions"));
        assertThat(rows()).containsExactly("r1", "r2");
        assertThat(both().previewUpgrade().revisions())
                .extracting(p -> p.revision().id())
                .containsExactly("r3", "r4");
        assertThat(ran(both().upgrade())).containsExactly("r3", "r4");
        assertUnchangedAndValid(both());
        assertUnchangedAndValid(alone());
        assertThat(rows()).containsExactly("r4", "s1");
    }

    @Test
    void a_downgrade_reverts_the_squash_as_one_or_an_old_one_that_it_names() {
        both().upgrade();

        assertThat(ran(both().downgrade("r2"))).containsExactly("r4", "r3");
        assertThat(rows()).containsExactly("r1", "r2");
        assertThat(ran(both().upgrade())).containsExactly("r3", "r4");
        assertThat(ran(both().downgrade("base"))).containsExactly("r4", "s1");
        assertThat(rows()).isEmpty();
        assertThat(events()).endsWith("downgrade s1", "unstamp r1", "unstamp r2", "unstamp r3");
        assertThat(ran(old().upgrade())).containsExactly("r1", "r2", "r3", "r4");
        alone().upgrade();
        assertThat(ran(alone().downgrade("base"))).containsExactly("r4", "s1");
        assertThat(ran(alone().upgrade())).containsExactly("s1", "r4");
        assertUnchangedAndValid(alone());
        assertUnchangedAndValid(both());
    }

    @Test
    void a_repair_of_an_edited_squash_lets_later_revisions_run() {
        both().upgrade();
        database.execute("update levymaster_history set checksum = 'another' where revision = 's1'");

        assertThat(both().repair()).isNotEmpty();
        assertThat(ran(migrator(OLD, List.of(SQUASH), List.of(LATER, table("r5", "r4")))
                        .upgrade()))
                .containsExactly("r5");
        assertThat(rows()).contains("r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void sources_that_are_restored_after_the_squash_was_recorded_change_nothing() {
        alone().upgrade();

        assertUnchangedAndValid(both());
        assertThat(ran(both().downgrade("base"))).containsExactly("r4", "s1");
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_stamp_records_the_rows_that_the_state_of_the_sources_asks_for() {
        both().stamp("s1");
        assertThat(rows()).containsExactly("r1", "r2", "r3");
        both().stamp("r2");
        assertThat(rows()).containsExactly("r1", "r2");
        both().stampPurging("base");
        assertThat(rows()).isEmpty();
        alone().stamp("head");
        assertThat(rows()).containsExactly("s1", "r4");
        assertThat(old().status().unknown()).containsExactly("s1");
    }

    @Test
    void a_script_is_equal_to_the_run() {
        database.execute(both().scriptUpgrade("head"));

        assertThat(rows()).containsExactly("r1", "r2", "r3", "r4");
        assertUnchangedAndValid(both());
        assertUnchangedAndValid(old());
        database.execute(both().scriptDowngrade("head:base"));
        assertThat(rows()).isEmpty();
        database.empty();
        database.execute(both().scriptUpgrade("r2"));
        assertThat(rows()).containsExactly("r1", "r2");
    }

    @Test
    void a_squash_that_fails_leaves_nothing() {
        database.execute("create table r3_table ()");
        assertThatThrownBy(() -> both().upgrade()).isInstanceOf(MigrationException.class);
        database.execute("drop table r3_table");

        assertThat(rows()).isEmpty();
        assertThat(ran(both().upgrade())).containsExactly("s1", "r4");
    }

    /** The first of the replaced revisions is committed in part: it has no row yet. */
    private RevisionDefinition half() {
        return new RevisionDefinition(RevisionHeader.of("r1"), false, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.execute("create table r1_table ()");
                op.execute("create table r1_later ()");
            }

            @Override
            public void downgrade(Operations op) {
                op.execute("drop table r1_later");
                op.execute("drop table r1_table");
            }
        });
    }

    @Test
    void a_replaced_revision_that_was_interrupted_is_finished_before_the_squash_counts() {
        List<RevisionDefinition> old = List.of(half(), table("r2", "r1"), table("r3", "r2"));
        database.execute("create table r1_later ()");
        assertThatThrownBy(() -> migrator(old).upgrade()).hasMessageContaining("r1_later");
        database.execute("drop table r1_later");

        assertThatThrownBy(() -> alone().upgrade())
                .hasMessageContaining(
                        "The upgrade of r1, interrupted at step 2, failed there and is partly committed, and this"
                                + " application does not have");
        assertThat(migrator(old, List.of(SQUASH, LATER)).status().pending())
                .extracting(RevisionHeader::id)
                .containsExactly("r1", "r2", "r3", "r4");
        assertThat(ran(migrator(old, List.of(SQUASH, LATER)).upgrade())).containsExactly("r1", "r2", "r3", "r4");
        assertUnchangedAndValid(alone());
        assertThat(rows()).containsExactly("r4", "s1");
    }

    @Test
    void a_replaced_revision_whose_downgrade_was_interrupted_is_named_or_finished() {
        List<RevisionDefinition> old = List.of(half(), table("r2", "r1"), table("r3", "r2"));
        migrator(old).upgrade("r1");
        database.execute("create view v as select from r1_table");
        assertThatThrownBy(() -> migrator(old).downgrade("base")).hasMessageContaining("r1_table");
        database.execute("drop view v");

        assertThatThrownBy(() -> alone().upgrade())
                .hasMessageContaining(
                        "The downgrade of r1, interrupted at step 2, failed there and is partly committed, and this"
                                + " application does not have");
        assertThat(ran(migrator(old, List.of(SQUASH, LATER)).downgrade("base"))).containsExactly("r1");
        assertThat(ran(migrator(old, List.of(SQUASH, LATER)).upgrade())).containsExactly("s1", "r4");
    }

    @Test
    void the_squash_of_a_squash_counts_where_the_first_one_is_or_what_it_replaced() {
        RevisionDefinition second =
                new RevisionDefinition(RevisionHeader.of("s2").withReplaces("s1", "r4"), true, () -> new Migration() {
                    @Override
                    public void upgrade(Operations op) {
                        SQUASH.migration().get().upgrade(op);
                        LATER.migration().get().upgrade(op);
                    }

                    @Override
                    public void downgrade(Operations op) {
                        LATER.migration().get().downgrade(op);
                        SQUASH.migration().get().downgrade(op);
                    }
                });
        List<RevisionDefinition> first = List.of(SQUASH, LATER);

        old().upgrade();
        assertThat(migrator(first, List.of(second)).status().isUpToDate()).isTrue();
        assertThatThrownBy(() -> migrator(List.of(second)).upgrade())
                .hasMessageContaining(
                        "The database has r4 of the 2 revisions that revision s2 replaces, and not the others,"
                                + " which have no source any more");
        assertThat(rows()).containsExactly("r1", "r2", "r3", "r4");
        assertUnchangedAndValid(migrator(first, List.of(second)));
        assertThat(rows()).containsExactly("r4", "s1");
        assertUnchangedAndValid(alone());
        assertUnchangedAndValid(migrator(List.of(second)));
        assertThat(rows()).containsExactly("s2");
        assertThat(ran(migrator(List.of(second)).downgrade("base"))).containsExactly("s2");

        assertThat(ran(alone().upgrade("s1"))).containsExactly("s1");
        assertThat(migrator(first, List.of(second)).status().pending())
                .extracting(RevisionHeader::id)
                .containsExactly("r4");
        assertThatThrownBy(() -> migrator(List.of(second)).upgrade())
                .hasMessageContaining("The database has s1 of the 2 revisions that revision s2 replaces");
        assertThat(ran(migrator(first, List.of(second)).upgrade())).containsExactly("r4");
        assertThat(ran(migrator(first, List.of(second)).downgrade("base"))).containsExactly("s2");
        assertThat(ran(migrator(first, List.of(second)).upgrade())).containsExactly("s2");
        assertThat(rows()).containsExactlyInAnyOrder("s1", "r4");
        assertUnchangedAndValid(alone());
    }

    @Test
    void an_edited_squash_is_noticed_on_databases_that_it_built() {
        RevisionDefinition edited = new RevisionDefinition(SQUASH.header(), true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.execute("select 1");
            }

            @Override
            public void downgrade(Operations op) {}
        });
        both().upgrade();

        assertThat(migrator(OLD, List.of(edited, LATER)).editedRevisions()).hasSize(1);
        alone().upgrade();
        assertThat(migrator(List.of(edited, LATER)).editedRevisions()).hasSize(1);
    }

    @Test
    void two_processes_record_the_squash_once() {
        old().upgrade();
        List<CompletableFuture<RunReport>> starts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> alone().upgrade()))
                .limit(4)
                .toList();

        starts.forEach(start -> assertThat(ran(start.join())).isEmpty());
        assertThat(rows()).containsExactly("r4", "s1");
        assertThat(events()).filteredOn("stamp s1"::equals).hasSize(1);
        assertThat(old().history())
                .filteredOn(e -> e.event() == HistoryEvent.UNSTAMP)
                .hasSize(3);
    }

    @Test
    void two_processes_build_an_empty_database_by_the_squash_once() {
        List<CompletableFuture<RunReport>> starts = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> both().upgrade()))
                .limit(4)
                .toList();

        assertThat(starts.stream().flatMap(start -> ran(start.join()).stream())).containsExactlyInAnyOrder("s1", "r4");
        assertUnchangedAndValid(both());
    }
}
