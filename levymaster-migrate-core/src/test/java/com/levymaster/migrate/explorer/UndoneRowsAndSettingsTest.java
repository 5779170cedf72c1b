package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.Command.downgrade;
import static com.levymaster.migrate.explorer.Command.upgrade;
import static com.levymaster.migrate.explorer.Cut.Kind.HALT;
import static com.levymaster.migrate.explorer.Cut.before;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A downgrade takes back what its upgrade did, and nothing else. */
@Tag("row-79")
class UndoneRowsAndSettingsTest {

    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void createTable() {
        database.execute("create table effect (name text)", "insert into effect values ('seed')");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    private static void seed(Operations op) {
        op.insert("effect").columns("name").row("seed").keyedBy("name");
    }

    /** Stamps a revision with this upgrade, and downgrades it; returns how many rows are left. */
    private int rowsAfterStamp(Consumer<Operations> upgrade) {
        Migrator migrator = Revisions.migrator(database.dataSource(), Revisions.base("r1", upgrade));
        migrator.stamp("r1");
        migrator.downgrade("base");
        return database.jdbc()
                .sql("select count(*) from effect")
                .query(Integer.class)
                .single();
    }

    @Test
    void rows_that_a_stamped_revision_would_have_inserted_stay() {
        assertThat(rowsAfterStamp(UndoneRowsAndSettingsTest::seed)).isOne();
    }

    @Test
    void rows_within_a_savepoint_of_a_stamped_revision_stay() {
        assertThat(rowsAfterStamp(op -> op.savepoint("s", () -> seed(op), () -> {})))
                .isOne();
    }

    @Test
    void rows_outside_the_transaction_of_a_stamped_revision_stay() {
        assertThat(rowsAfterStamp(op -> op.autocommit(() -> seed(op)))).isOne();
    }

    @Test
    void rows_that_the_revision_has_inserted_go() {
        database.execute("truncate effect");
        Migrator migrator =
                Revisions.migrator(database.dataSource(), Revisions.base("r1", UndoneRowsAndSettingsTest::seed));

        migrator.upgrade();
        migrator.downgrade("base");

        assertThat(database.jdbc()
                        .sql("select count(*) from effect")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static final Consumer<Operations> ATTEMPT = op -> op.savepoint("s", () -> seed(op), () -> {});

    private Migrator migrator(Consumer<Operations> upgrade) {
        return Revisions.migrator(database.dataSource(), Revisions.base("r1", upgrade));
    }

    private List<String> effects() {
        return database.jdbc()
                .sql("select name from effect order by name")
                .query(String.class)
                .list();
    }

    @Test
    void what_a_savepoint_has_rolled_back_is_not_reverted_and_the_next_upgrade_begins_anew() {
        database.execute("alter table effect add primary key (name)", "create table other (id int)");
        Migrator migrator = migrator(op -> {
            op.insert("effect").columns("name").row("mine").keyedBy("name");
            op.savepoint("t", () -> op.createTable("other", t -> t.column("id", Types.integer())), () -> {});
            ATTEMPT.accept(op);
        });

        migrator.upgrade();
        assertThat(migrator.dataLosses(migrator.previewDowngrade("base")))
                .extracting(loss -> loss.operation())
                .containsExactly("delete 1 row from effect");
        migrator.downgrade("base");

        assertThat(effects()).containsExactly("seed");
        assertThat(database.jdbc()
                        .sql("select count(*) from other")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(migrator.history())
                .first()
                .satisfies(entry -> assertThat(entry.guards()).contains("since the upgrade rolled back"));

        database.execute("delete from effect");
        migrator.upgrade();
        assertThat(effects()).containsExactly("mine", "seed");
        migrator.downgrade("base");
        assertThat(effects()).isEmpty();
    }

    @Test
    void rows_of_another_one_stay_when_the_downgrade_is_written_without_the_savepoint() {
        database.execute("alter table effect add primary key (name)");
        Migrator migrator = Revisions.migrator(
                database.dataSource(), Revisions.base("r0", op -> {}), Revisions.after("r0", "r1", ATTEMPT, op -> {
                    op.inspector().hasTable("effect");
                    op.undo(UndoneRowsAndSettingsTest::seed);
                }));

        migrator.upgrade();
        migrator.downgrade("base");

        assertThat(effects()).containsExactly("seed");
    }

    @Test
    void a_run_that_resumes_after_the_savepoint_knows_what_it_has_rolled_back() {
        database.execute("alter table effect add primary key (name)");
        Consumer<Operations> upgrade = op -> {
            ATTEMPT.accept(op);
            op.autocommit(() ->
                    op.execute("insert into effect select name from fails").reversedBy("select 1"));
        };
        assertThatThrownBy(migrator(upgrade)::upgrade).hasMessageContaining("fails");
        database.execute("create view fails as select 'more' as name");

        migrator(upgrade).upgrade();
        migrator(upgrade).downgrade("base");

        assertThat(effects()).containsExactly("more", "seed");
    }

    @Test
    void an_upgrade_that_was_interrupted_after_the_savepoint_is_reverted_without_it() {
        database.execute("alter table effect add primary key (name)");
        Migrator migrator = migrator(op -> {
            ATTEMPT.accept(op);
            op.autocommit(() -> op.execute("select 1 from fails").reversedBy("select 1"));
        });
        assertThatThrownBy(migrator::upgrade).hasMessageContaining("fails");

        migrator.downgrade("base");

        assertThat(effects()).containsExactly("seed");
    }

    /** Without a unique constraint, rows of the same key may have been there before. */
    @Test
    void a_key_that_also_identifies_rows_of_another_one_is_refused_in_each_kind_of_block() {
        for (Consumer<Operations> upgrade : List.<Consumer<Operations>>of(
                UndoneRowsAndSettingsTest::seed, ATTEMPT, op -> op.autocommit(() -> seed(op)))) {
            Migrator migrator = migrator(upgrade);
            migrator.upgrade();

            assertThatThrownBy(() -> migrator.downgrade("base"))
                    .hasMessageContaining("the key (name) identifies 2 rows of effect, and the revision inserted 1");
            assertThat(effects()).containsExactly("seed", "seed");

            migrator.stamp("base");
            database.execute("delete from effect", "insert into effect values ('seed')");
        }
    }

    @Test
    void a_search_path_governs_the_steps_after_it_on_the_way_back_too() throws SQLException {
        try (Explorer explorer = new Explorer()) {
            Sequence reverted =
                    Sequence.over(Graphs.SEARCH_PATH).then(upgrade("r2")).then(downgrade("r1"));
            explorer.check(reverted);
            explorer.check(Sequence.over(Graphs.SEARCH_PATH)
                    .then(upgrade("r2"))
                    .then(downgrade("base"), before(Cut.COMMIT, 0, HALT)));

            assertThat(explorer.result(reverted)
                            .exploration()
                            .observed()
                            .state()
                            .effects())
                    .isEqualTo(Graphs.SEARCH_PATH.replay(List.of("r1")));
        }
    }

    @Test
    void a_stamp_at_the_base_of_a_branch_leaves_the_other_branch_alone() {
        RevisionDefinition a = Revisions.script(RevisionHeader.of("a1").withLabels("a"), true, op -> {});
        RevisionDefinition b = Revisions.script(RevisionHeader.of("b1").withLabels("b"), true, op -> {});
        Migrator migrator = Revisions.migrator(
                database.dataSource(),
                a,
                b,
                Revisions.after("a1", "a2", op -> {}),
                Revisions.after("b1", "b2", op -> {}));
        migrator.upgrade("heads");

        migrator.stamp("a@base");

        assertThat(migrator.status().applied()).containsExactlyInAnyOrder("b1", "b2");
    }
}
