package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** What somebody hears who listens to a run. */
class RunListenerTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Revision(id = "9a1b2c3d4e5f", message = "load states")
    static final class LoadStates implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("state", t -> t.column("code", Types.varchar(2)));
            op.insert("state").columns("code").row("WA").row("OR");
            op.data("with a client", jdbc -> {
                jdbc.sql("insert into state values ('ID')").update();
                jdbc.sql("select count(*) from state").query(Integer.class).single();
                jdbc.sql("update state set code = lower(code)").update();
            });
            op.dataWithJdbcTemplate(
                    "with a template", jdbc -> jdbc.batchUpdate("delete from state where code = ?", keys("wa", "or")));
            op.dataWithConnection("bare", connection -> {
                try (var statement = connection.prepareStatement("insert into state values ('CA'), ('NV')")) {
                    statement.execute();
                }
            });
        }

        private static List<Object[]> keys(Object... keys) {
            return java.util.Arrays.stream(keys).map(key -> new Object[] {key}).toList();
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("state");
        }
    }

    @Test
    void a_listener_that_is_added_twice_is_notified_once() {
        List<String> heard = new ArrayList<>();
        RunListener first = hearing("first", heard);
        RunListener second = hearing("second", heard);

        Migrator.builder(database.dataSource())
                .migrations(new LoadStates())
                .listener(first.and(second))
                .build()
                .withListener(second.and(first))
                .withListener(hearing("third", heard))
                .upgrade();

        assertThat(heard).containsExactly("first", "second", "third");
    }

    private static RunListener hearing(String name, List<String> heard) {
        return new RunListener() {
            @Override
            public void afterRun(RunReport report) {
                heard.add(name);
            }
        };
    }

    @Test
    void rows_are_counted_in_every_kind_of_step_that_changes_some() {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void afterRows(RevisionHeader revision, int step, long rows) {
                heard.add("step " + step + ": " + rows);
            }
        };

        Migrator.builder(database.dataSource())
                .migrations(new LoadStates())
                .listener(listener)
                .build()
                .upgrade();

        assertThat(heard).containsExactly("step 2: 2", "step 3: 1", "step 3: 4", "step 4: 2", "step 5: 2");
    }

    @Test
    void who_watches_hears_of_a_step_when_the_server_begins_with_it() {
        List<Boolean> tableWasThere = new ArrayList<>();
        RunListener watcher = new RunListener() {
            @Override
            public boolean requiresStepByStep() {
                return true;
            }

            @Override
            public void afterRows(RevisionHeader revision, int step, long rows) {
                tableWasThere.add(step == 2);
            }

            @Override
            public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
                if (step == 3) {
                    assertThat(tableWasThere).containsExactly(true);
                }
            }
        };

        Migrator.builder(database.dataSource())
                .migrations(new LoadStates())
                .listener(watcher)
                .build()
                .upgrade();

        assertThat(tableWasThere).hasSize(5);
    }

    @Test
    void the_duration_that_is_heard_is_the_one_of_the_history() {
        List<Duration> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public boolean requiresRecordedDuration() {
                return true;
            }

            @Override
            public void afterRevision(RevisionReport report) {
                heard.add(report.duration());
            }
        };
        Migrator migrator = migrator(database.dataSource(), FIRST).withListener(listener);

        RunReport up = migrator.upgrade();
        RunReport down = migrator.downgrade("base");

        assertThat(up.revisions()).extracting(RevisionReport::duration).isEqualTo(heard.subList(0, 1));
        assertThat(down.revisions()).extracting(RevisionReport::duration).isEqualTo(heard.subList(1, 2));
        assertThat(migrator.history()).extracting(HistoryEntry::duration).containsExactly(heard.get(1), heard.get(0));
    }

    private static final RevisionDefinition FIRST =
            base("r1", op -> op.createTable("t", t -> t.column("a", Types.integer())));
    private static final RevisionDefinition SECOND = after(
            "r1",
            "r2",
            op -> op.autocommit(() -> op.insert("t").columns("a").row(1).keyedBy("a")));
    private static final RevisionDefinition FAILING = after("r2", "r3", op -> op.execute("select 1/0"));

    /** Throws at one callback, of one revision or step. */
    private record Throwing(String callback, Throwable thrown) implements RunListener {

        private void heard(String what) {
            if (what.equals(callback)) {
                throw Throwing.<RuntimeException>unchecked(thrown);
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> E unchecked(Throwable e) throws E {
            throw (E) e;
        }

        @Override
        public void beforeRun(Plan plan) {
            heard("beforeRun");
        }

        @Override
        public void beforeRevision(Direction direction, RevisionHeader revision) {
            heard("beforeRevision " + revision.id());
        }

        @Override
        public void beforeStep(RevisionHeader revision, int step, int steps, String description) {
            heard("beforeStep " + revision.id());
        }

        @Override
        public void afterRows(RevisionHeader revision, int step, long rows) {
            heard("afterRows " + revision.id());
        }

        @Override
        public void afterRevision(RevisionReport report) {
            heard("afterRevision " + report.revision().id());
        }

        @Override
        public void failed(RevisionFailedException failure) {
            heard("failed");
        }

        @Override
        public void afterRun(RunReport report) {
            heard("afterRun");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            beforeRun         | A listener failed before the run: %s. No revision was run.                        |
            beforeRevision r1 | A listener failed before revision r1: %s. No revision was run.                    |
            beforeRevision r2 | A listener failed before revision r2: %s. Committed: r1.                          | r1
            beforeStep r1     | Error: A listener failed before the step: %s.                                     |
            beforeStep r2     | Kept: r1. Rolled back: all of r2.                                                 | r1
            afterRows r2      | Kept: r1. Not rolled back: the steps before step 2, which are committed           | r1
            afterRevision r1  | A listener failed after revision r1 was committed: %s. Committed: r1.             | r1
            afterRevision r2  | A listener failed after revision r2 was committed: %s. Committed: r1, r2.         | r1,r2
            afterRun          | A listener failed after the run: %s. All of it is committed: r1, r2.              | r1,r2
            """)
    void whatever_a_listener_throws_the_run_states_what_is_committed_and_goes_on_from_there(
            String callback, String message, @Nullable String applied) {
        List<Throwable> several = List.of(
                new IllegalStateException("no"),
                new DataAccessResourceFailureException("no", new SQLException("no", "08006")),
                new StackOverflowError("no"),
                new SQLException("no", "40001"));
        Throwable thrown = several.get(callback.length() % several.size());
        Throwing first = new Throwing(callback, thrown);
        List<String> second = new ArrayList<>();
        Migrator migrator = migrator(database.dataSource(), IMPATIENT, FIRST, SECOND);

        assertThatThrownBy(() -> migrator.withListener(first)
                        .withListener(new Hearing(second))
                        .upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(String.format(message, thrown))
                .hasMessageContaining("correct the listener, then run the command again")
                .hasStackTraceContaining("no");

        assertThat(String.join(",", migrator.status().applied())).isEqualTo(applied == null ? "" : applied);
        if (callback.startsWith("after") && !callback.startsWith("afterRows")) {
            assertThat(second).contains(callback);
        }
        migrator.upgrade();
        assertThat(database.jdbc()
                        .sql("select count(*) from t")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private record Hearing(List<String> heard) implements RunListener {

        @Override
        public void afterRevision(RevisionReport report) {
            heard.add("afterRevision " + report.revision().id());
        }

        @Override
        public void failed(RevisionFailedException failure) {
            heard.add("failed");
        }

        @Override
        public void afterRun(RunReport report) {
            heard.add("afterRun");
        }
    }

    @Test
    void a_listener_that_fails_when_it_hears_of_a_failure_does_not_hide_it() {
        List<String> second = new ArrayList<>();

        assertThatThrownBy(() -> migrator(database.dataSource(), IMPATIENT, FIRST, SECOND, FAILING)
                        .withListener(new Throwing("failed", new IllegalStateException("no")))
                        .withListener(new Hearing(second))
                        .upgrade())
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("division by zero")
                .hasSuppressedException(new IllegalStateException("no"));
        assertThat(second).contains("failed");
    }

    @Test
    void a_listener_may_refuse_a_run_with_its_own_remedy() {
        MigrationException refusal = new MigrationException("Not now.", "wait for the night.");

        assertThatThrownBy(() -> migrator(database.dataSource(), IMPATIENT, FIRST)
                        .withListener(new Throwing("beforeRun", refusal))
                        .upgrade())
                .isSameAs(refusal);
    }
}
