package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.Command.downgrade;
import static com.levymaster.migrate.explorer.Command.upgrade;
import static com.levymaster.migrate.explorer.Cut.Kind.HALT;
import static com.levymaster.migrate.explorer.Cut.before;
import static org.assertj.core.api.Assertions.assertThat;

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
