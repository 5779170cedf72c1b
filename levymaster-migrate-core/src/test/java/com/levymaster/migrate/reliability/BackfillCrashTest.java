package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.reliability.HaltingDataSource.Halted;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** A process that ends at any call to the server during a backfill. */
class BackfillCrashTest {

    private static final RevisionDefinition[] HISTORY = {
        base("a1", op -> {
            op.execute("create table p (id bigint primary key, n int not null default 0)");
            op.execute("insert into p (id) select generate_series(1, 7)");
        }),
        after("a1", "b2", op -> op.backfill("p").set("n", "n + 1").batchSize(3).keptOnUndo())
    };

    @Test
    void the_next_run_changes_each_row_exactly_once() {
        try (TestDatabase database = TestDatabase.keepingConnections()) {
            int points = prepare(database);
            int tried = 0;
            for (int point = 0; point < points; point++) {
                for (boolean afterwards : new boolean[] {false, true}) {
                    tried += halts(database, point, afterwards) ? 1 : 0;
                    migrator(database.dataSource(), HISTORY).upgrade();
                    assertThat(database.jdbc()
                                    .sql("select min(n) || ' ' || max(n) || ' ' || count(*) from p")
                                    .query(String.class)
                                    .single())
                            .as("%s call %d", afterwards ? "after" : "before", point)
                            .isEqualTo("1 1 7");
                    undo(database);
                }
            }
            assertThat(tried).isGreaterThan(points);
        }
    }

    private static int prepare(TestDatabase database) {
        migrator(database.dataSource(), HISTORY).upgrade("a1");
        HaltingDataSource counted = HaltingDataSource.never(database.dataSource());
        migrator(counted, HISTORY).upgrade();
        undo(database);
        return counted.calls().size();
    }

    private static void undo(TestDatabase database) {
        Migrator migrator = migrator(database.dataSource(), HISTORY);
        migrator.downgrade("a1");
        database.execute("update p set n = 0");
    }

    private static boolean halts(TestDatabase database, int point, boolean afterwards) {
        try {
            migrator(HaltingDataSource.never(database.dataSource()).at(point, afterwards, false), HISTORY)
                    .upgrade();
            return false;
        } catch (Halted e) {
            return true;
        } catch (MigrationException e) {
            assertThat(e).hasRootCauseInstanceOf(Halted.class);
            return true;
        }
    }
}
