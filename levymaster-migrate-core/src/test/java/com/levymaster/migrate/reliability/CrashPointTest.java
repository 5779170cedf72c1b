package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows 4, 6, 15 and 16 of the fault matrix: a process is stopped before and after each of its calls to the server, one
 * after the other and none by chance. After each a second process brings the database to head, with one row of the
 * history for each revision.
 */
@Tag("row-04")
@Tag("row-06")
@Tag("row-15")
class CrashPointTest {

    /** A table with rows, an index outside of the transaction and a step behind it, a data step. */
    static RevisionDefinition[] revisions() {
        return new RevisionDefinition[] {
            Revisions.base("a1", op -> {
                op.execute("create table t (id int)");
                op.execute("insert into t values (1), (2)");
            }),
            Revisions.after("a1", "b2", op -> {
                op.execute("alter table t add column n int");
                op.autocommit(() ->
                        op.alterTable("t", t -> t.addIndex("ix_t_n").on("n").concurrently()));
                op.execute("create table u (id int)");
            }),
            Revisions.after("b2", "c3", op -> {
                op.data("number them", jdbc -> jdbc.sql("update t set n = id").update());
                op.execute("alter table t alter column n set not null");
            })
        };
    }

    @Test
    void whatever_call_the_process_stops_at_the_next_one_brings_the_database_to_head() {
        List<String> calls = callsOfAWholeRun();
        List<String> failures = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create()) {
            for (int i = 0; i < calls.size(); i++) {
                for (boolean afterwards : new boolean[] {false, true}) {
                    String point = (afterwards ? "after " : "before ") + "call " + i + ": " + calls.get(i);
                    database.execute("drop schema public cascade; create schema public");
                    HaltingDataSource halting =
                            HaltingDataSource.never(database.dataSource()).at(i, afterwards, false);
                    assertThat(upgradeIsHalted(halting, revisions())).as(point).isTrue();
                    check(database, point, failures);
                }
            }
        }
        assertThat(calls).hasSizeGreaterThan(15);
        assertThat(failures).isEmpty();
    }

    /** Such a plan is checked against the database, which may already have the index that it is to build. */
    @Test
    @Tag("row-30")
    void whatever_call_the_first_run_on_an_older_table_stops_at_the_next_one_has_its_index() {
        RevisionDefinition index = Revisions.base(
                "a1",
                op -> op.autocommit(() ->
                        op.alterTable("t", t -> t.addIndex("ix_t_id").on("id").concurrently())));
        boolean halted = true;
        try (TestDatabase database = TestDatabase.create()) {
            for (int i = 0; halted; i++) {
                database.execute("drop schema public cascade; create schema public; create table t (id int)");
                HaltingDataSource halting =
                        HaltingDataSource.never(database.dataSource()).at(i, true, false);
                halted = upgradeIsHalted(halting, index);

                assertThat(migrator(database.dataSource(), index).upgrade().after())
                        .as("after call " + i)
                        .containsExactly("a1");
                assertThat(database.jdbc()
                                .sql("select indisvalid from pg_index where indrelid = 't'::regclass")
                                .query(Boolean.class)
                                .list())
                        .containsExactly(true);
            }
        }
    }

    /** The kinds of points: the last call that is one, before it or after it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connected | string_agg\\(revision, | false",
                "locked | pg_try_advisory_lock | true",
                "read again | server_version_num | true",
                "a statement | create table t | true",
                "a data step | update t set n | true",
                "before the version row | insert into .*levymaster_version | false",
                "after the version row | insert into .*levymaster_version | true",
                "before the commit | commit | false",
                "after the commit | commit | true",
                "a step outside begins | 'started' | true",
                "before a step outside | create index concurrently | false",
                "after a step outside | create index concurrently | true",
                "a step outside has ended | 'finished' | true",
                "before the lock is given back | pg_advisory_unlock | false"
            })
    void a_process_that_really_halts_leaves_the_same(String point, String call, boolean afterwards) throws Exception {
        List<String> calls = callsOfAWholeRun();
        Pattern kind = Pattern.compile("(?s).*" + call + ".*");
        int last = -1;
        for (int i = 0; i < calls.size(); i++) {
            last = kind.matcher(calls.get(i)).matches() ? i : last;
        }
        assertThat(last).as(point).isNotNegative();
        haltChild(last, afterwards);
    }

    @Test
    @Tag("nightly")
    void a_process_that_really_halts_leaves_the_same_at_every_call() throws Exception {
        for (int i : IntStream.range(0, callsOfAWholeRun().size()).toArray()) {
            haltChild(i, false);
            haltChild(i, true);
        }
    }

    private static void haltChild(int call, boolean afterwards) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create()) {
            Process child = MigrationProcess.start(database, call, afterwards);
            assertThat(child.waitFor()).isEqualTo(137);
            check(database, "call " + call, failures);
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> callsOfAWholeRun() {
        try (TestDatabase database = TestDatabase.create()) {
            HaltingDataSource counting = HaltingDataSource.never(database.dataSource());
            migrator(counting, revisions()).upgrade();
            return counting.calls();
        }
    }

    private static boolean upgradeIsHalted(HaltingDataSource halting, RevisionDefinition... revisions) {
        try {
            migrator(halting, revisions).upgrade();
            return false;
        } catch (HaltingDataSource.Halted e) {
            return true;
        } catch (MigrationException e) { // it halted while a step was checked
            assertThat(e).hasCauseInstanceOf(HaltingDataSource.Halted.class);
            return true;
        }
    }

    private static void check(TestDatabase database, String point, List<String> failures) {
        Migrator migrator = migrator(database.dataSource(), revisions());
        try {
            migrator.upgrade();
        } catch (InterruptedRevisionException e) {
            failures.add(point + ": " + e.getMessage());
            return;
        }
        String found = database.jdbc()
                .sql("select (select string_agg(revision, ' ' order by ordinal) from levymaster_version) || ', ' ||"
                        + " (select string_agg(revision, ' ' order by id) from levymaster_history where event ="
                        + " 'upgrade') || ', ' || (select sum(n) from t) || ', ' || (select count(*) from u) || ', ' ||"
                        + " (select string_agg(indexrelid::regclass::text, ' ') from pg_index where indrelid ="
                        + " 't'::regclass and indisvalid) || ', ' || (select count(*) from pg_index where not"
                        + " indisvalid) || ', ' || (select count(*) from pg_locks where locktype = 'advisory')")
                .query(String.class)
                .single();
        if (!found.equals("a1 b2 c3, a1 b2 c3, 3, 0, ix_t_n, 0, 0")) {
            failures.add(point + ": " + found);
        }
    }
}
