package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Safe forms end where the plain operations end: in the same catalog, with the same rows, up and down, interrupted or not. */
class SafeFormTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.keepingConnections();

    static List<SafeFormCase> cases() {
        return SafeFormCase.all();
    }

    /** What a run leaves: the catalog, apart from our own tables, and how many rows there are of which values. */
    private record State(CatalogSnapshot catalog, List<String> rows) {

        static State now() {
            List<String> tables = database.jdbc()
                    .sql("select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
                            + " and relname not like 'levymaster%' order by 1")
                    .query(String.class)
                    .list();
            List<String> rows = new ArrayList<>();
            for (String table : tables) {
                rows.addAll(database.jdbc()
                        .sql("select '" + table + " ' || (to_jsonb(t) - 'number' - 'seen')::text from \"" + table
                                + "\" t order by 1")
                        .query(String.class)
                        .list());
            }
            return new State(
                    CatalogSnapshot.of(database).without("levymaster_version").without("levymaster_history"), rows);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_safe_form_ends_in_the_catalog_and_the_rows_of_the_plain_one_up_and_down(SafeFormCase given) {
        List<State> plain = upAndDown(given, given.change());
        List<State> safe = upAndDown(given, given::safely);

        assertThat(safe.get(0).catalog().lines())
                .isEqualTo(plain.get(0).catalog().lines());
        assertThat(safe.get(0).rows()).isEqualTo(plain.get(0).rows());
        assertThat(safe.get(1).catalog().lines())
                .isEqualTo(plain.get(1).catalog().lines());
        assertThat(safe.get(1).rows()).isEqualTo(plain.get(1).rows());
        assertThat(leftovers()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("nightly")
    void whatever_call_an_upgrade_or_downgrade_stops_at_the_next_run_ends_in_the_same_state(SafeFormCase given) {
        interruptEach(given, 1);
    }

    /** In each build, of the longest of them; all of all of them nightly. */
    @Test
    void a_change_of_an_identity_that_stops_at_any_tenth_call_is_resumed() {
        interruptEach(
                SafeFormCase.all().stream()
                        .filter(c -> c.name().equals("another type of an identity that others refer to"))
                        .findFirst()
                        .orElseThrow(),
                10);
    }

    private static void interruptEach(SafeFormCase given, int stride) {
        List<State> expected = upAndDown(given, given.change());
        begin(given);
        List<String> up = calls(data -> run(data, given, true));
        List<String> down = calls(data -> run(data, given, false));
        List<String> failures = new ArrayList<>();
        for (int i = stride / 2; i < up.size() + down.size(); i += stride) {
            begin(given);
            boolean upgrade = i < up.size();
            int call = upgrade ? i : i - up.size();
            if (!upgrade) {
                run(database.dataSource(), given, true);
            }
            halt(call, data -> run(data, given, upgrade));
            run(database.dataSource(), given, upgrade);
            State found = State.now();
            if (!found.equals(expected.get(upgrade ? 0 : 1)) || leftovers() > 0) {
                failures.add((upgrade ? "up, after " + up.get(call) : "down, after " + down.get(call)) + ": " + found);
            }
        }
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Tag("nightly")
    void whatever_call_an_upgrade_stops_at_it_can_be_given_up(SafeFormCase given) {
        begin(given);
        State before = State.now();
        List<String> calls = calls(data -> run(data, given, true));
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            begin(given);
            halt(i, data -> run(data, given, true));
            run(database.dataSource(), given, false);
            State found = State.now();
            if (!found.catalog().equals(before.catalog()) || leftovers() > 0) {
                failures.add("after " + calls.get(i) + ": " + found.catalog());
            }
        }
        assertThat(failures).isEmpty();
    }

    private static void run(DataSource data, SafeFormCase given, boolean upgrade) {
        Migrator migrator = patient(data, given::safely);
        if (upgrade) {
            migrator.upgrade();
        } else {
            migrator.downgrade("a1");
        }
    }

    /** A slow machine is no reason to fail: a step that takes too long is tried again. */
    private static Migrator patient(DataSource data, Consumer<Operations> change) {
        return migrator(data, MigratorSettings.DEFAULT, base("a1", op -> {}), after("a1", "b2", change));
    }

    private static List<State> upAndDown(SafeFormCase given, Consumer<Operations> change) {
        begin(given);
        List<State> states = new ArrayList<>();
        patient(database.dataSource(), change).upgrade();
        states.add(State.now());
        patient(database.dataSource(), change).downgrade("a1");
        states.add(State.now());
        return states;
    }

    private static void begin(SafeFormCase given) {
        database.empty();
        migrator(database.dataSource(), base("a1", op -> {})).upgrade();
        database.execute(given.given());
    }

    private static List<String> calls(Consumer<DataSource> run) {
        HaltingDataSource counting = HaltingDataSource.never(database.dataSource());
        run.accept(counting);
        return List.copyOf(counting.calls());
    }

    private static void halt(int call, Consumer<DataSource> run) {
        try {
            run.accept(HaltingDataSource.never(database.dataSource()).at(call, true, false));
        } catch (HaltingDataSource.Halted | MigrationException e) {
            assertThat(e).hasStackTraceContaining("halted ");
        }
    }

    /** Temporary names, and indexes that are not valid. */
    private static int leftovers() {
        return database.jdbc()
                .sql("select (select count(*) from pg_class where relname like '%\\_levymaster%')"
                        + " + (select count(*) from pg_constraint where conname like '%\\_levymaster%')"
                        + " + (select count(*) from pg_proc where proname like 'zz\\_levymaster%')"
                        + " + (select count(*) from pg_index where not indisvalid)")
                .query(Integer.class)
                .single();
    }
}
