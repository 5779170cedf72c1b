package com.levymaster.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

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
}
