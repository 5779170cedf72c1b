package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigratorTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Revision(id = "a1", message = "county")
    static class County implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("county", t -> {
                t.column("id", bigint()).identity();
                t.column("name", varchar(120)).notNull();
                t.primaryKey("pk_county").on("id");
            });
            op.data(
                            "insert Benton",
                            jdbc -> jdbc.sql("insert into county (name) values (:name)")
                                    .param("name", "Benton")
                                    .update())
                    .reversedBy(jdbc -> {});
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b2", downRevision = "a1", message = "code of county")
    static class Code implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("county", t -> t.addColumn("code", varchar(3)));
            op.autocommit(() -> op.alterTable(
                    "county", t -> t.addIndex("ix_county_code").on("code").concurrently()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c3", downRevision = "b2", message = "breaks")
    static class Broken implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("kept_out", t -> t.column("id", bigint()));
            op.alterTable("county", t -> t.dropColumn("no_such_column"));
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("kept_out");
        }
    }

    @Test
    void upgrade_applies_all_revisions_and_records_each() {
        RunReport report = migrator(new County(), new Code()).upgrade();

        assertThat(report.after()).containsExactly("b2");
        assertThat(migrator(new County(), new Code()).history())
                .extracting(HistoryEntry::event, HistoryEntry::revision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(HistoryEvent.UPGRADE, "b2"),
                        org.assertj.core.groups.Tuple.tuple(HistoryEvent.FINISHED, "b2"),
                        org.assertj.core.groups.Tuple.tuple(HistoryEvent.STARTED, "b2"),
                        org.assertj.core.groups.Tuple.tuple(HistoryEvent.UPGRADE, "a1"));
        assertThat(count("select count(*) from county where code is null")).isEqualTo(1);
    }

    @Test
    void a_second_upgrade_finds_nothing_to_do() {
        migrator(new County(), new Code()).upgrade();

        assertThat(migrator(new County(), new Code()).upgrade().isEmpty()).isTrue();
    }

    @Test
    void the_history_is_read_in_parts() {
        Migrator migrator = migrator(new County(), new Code());
        assertThat(migrator.history(HistoryQuery.latest(10))).isEqualTo(HistoryPage.EMPTY);
        assertThat(migrator.unfinishedRevisions()).isEmpty();
        migrator.upgrade();
        List<HistoryEntry> all = migrator.history();

        assertThat(migrator.history(HistoryQuery.latest(10))).isEqualTo(new HistoryPage(all, 4));
        assertThat(migrator.history(new HistoryQuery(1, 2, null, null)))
                .isEqualTo(new HistoryPage(all.subList(1, 3), 4));
        assertThat(migrator.history(new HistoryQuery(0, 1, null, "b2")))
                .isEqualTo(new HistoryPage(all.subList(0, 1), 3));
        assertThat(migrator.history(new HistoryQuery(0, 10, HistoryEvent.UPGRADE, "a1")))
                .isEqualTo(new HistoryPage(all.subList(3, 4), 1));
        assertThat(migrator.history(new HistoryQuery(9, 2, null, null))).isEqualTo(new HistoryPage(List.of(), 4));
        assertThat(migrator.unfinishedRevisions()).isEmpty();
    }

    @Test
    void the_history_says_how_long_a_revision_took_although_it_is_written_in_one_batch_with_the_steps() {
        Migrator migrator = Revisions.migrator(
                database.dataSource(),
                Revisions.base(
                        "a1", op -> op.execute("create table slow as select 1 as n from pg_catalog.pg_sleep(0.2)")));

        RunReport report = migrator.upgrade();

        assertThat(migrator.history().get(0).duration())
                .isBetween(Duration.ofMillis(200), report.revisions().get(0).duration());
    }

    @Test
    void downgrade_to_base_takes_everything_back() {
        Migrator migrator = migrator(new County(), new Code());
        migrator.upgrade();

        migrator.downgrade("base");

        assertThat(migrator.status().applied()).isEmpty();
        assertThat(count("select count(*) from pg_tables where tablename = 'county'"))
                .isZero();
    }

    @Test
    void a_failure_rolls_back_its_revision_and_keeps_the_earlier_ones() {
        Migrator migrator = migrator(new County(), new Code(), new Broken());

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("Revision c3 \"breaks\" failed at step 2 of 2: drop column county.no_such_column")
                .hasMessageContaining("column \"no_such_column\" of relation \"county\" does not exist   [42703]")
                .hasMessageContaining("SQL: alter table county drop column no_such_column")
                .hasMessageContaining("Kept: a1, b2. Rolled back: all of c3.");
        assertThat(migrator.status().current()).extracting(RevisionHeader::id).containsExactly("b2");
        assertThat(migrator.history().get(0).event()).isEqualTo(HistoryEvent.FAILURE);
        assertThat(migrator.unfinishedRevisions()).containsExactly("c3");
        assertThat(count("select count(*) from pg_tables where tablename = 'kept_out'"))
                .isZero();
    }

    @Test
    void the_status_of_an_empty_database_creates_nothing() {
        Status status = migrator(new County(), new Code()).status();

        assertThat(status.initialized()).isFalse();
        assertThat(status.pending()).extracting(RevisionHeader::id).containsExactly("a1", "b2");
        assertThat(count("select count(*) from pg_tables where tablename like 'levymaster%'"))
                .isZero();
    }

    @Test
    void stamp_records_without_running() {
        Migrator migrator = migrator(new County(), new Code());

        migrator.stamp("head");

        assertThat(migrator.status().applied()).containsExactly("a1", "b2");
        assertThat(count("select count(*) from pg_tables where tablename = 'county'"))
                .isZero();
    }

    @Test
    void what_cannot_be_recorded_is_refused_before_anything_runs() {
        @Revision(id = "d4", downRevision = "b2")
        class Unfinished implements Migration {

            @Override
            public void upgrade(Operations op) {
                op.alterTable("county", t -> t.changeType("code").from(varchar(3)));
            }

            @Override
            public void downgrade(Operations op) {
                op.irreversible("never");
            }
        }
        Migrator migrator = migrator(new County(), new Code(), new Unfinished());

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Incomplete call chain: changeType(\"code\")")
                .hasMessageContaining("Nothing was executed");
        assertThat(count("select count(*) from pg_tables where tablename = 'county'"))
                .isZero();
    }

    @Test
    void a_body_sees_the_database_as_it_makes_it() {
        List<String> seen = new java.util.ArrayList<>();
        Consumer<Operations> body = op -> {
            op.createTable("a", t -> t.column("id", bigint()));
            seen.clear();
            seen.addAll(op.inspector().tableNames());
            if (op.inspector().hasTable("a")) {
                op.createTable("b", t -> t.column("id", bigint()));
            }
        };
        @Revision(id = "e5")
        class Looking implements Migration {

            @Override
            public void upgrade(Operations op) {
                body.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                op.dropTable("b");
                op.dropTable("a");
            }
        }

        migrator(new Looking()).upgrade();

        assertThat(seen).contains("a");
        assertThat(count("select count(*) from pg_tables where tablename = 'b'"))
                .isEqualTo(1);
    }

    private Migrator migrator(Migration... migrations) {
        return Migrator.builder(database.dataSource()).migrations(migrations).build();
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
