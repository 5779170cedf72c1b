package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.BackfillProgress;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table with twelve rows, and what its backfills need. */
abstract class BackfillTestCase {

    static final Consumer<Operations> INCREMENT =
            op -> op.backfill("p").set("n", "n + 1").batchSize(5).keptOnUndo();

    TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
        database.execute(
                "create table p (id bigint primary key, n int not null default 0, v int)",
                "insert into p (id) select generate_series(1, 12)");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    static RevisionDefinition fill() {
        return base(
                "a1",
                op -> op.backfill("p")
                        .set("v", "1")
                        .where("v is null")
                        .batchSize(5)
                        .keptOnUndo());
    }

    static MigratorSettings gate(BackfillGate gate) {
        return IMPATIENT.withBackfill(new BackfillSettings(Duration.ZERO, null, Duration.ofMillis(1), List.of(gate)));
    }

    void upgrade(Consumer<Operations> body) {
        migrator(database.dataSource(), base("a1", body)).upgrade();
    }

    void upgrade(RunListener listener, Consumer<Operations> body) {
        Migrator.builder(database.dataSource())
                .scripts(List.of(base("a1", body)))
                .settings(IMPATIENT)
                .listener(listener)
                .build()
                .upgrade();
    }

    List<String> values(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    static final class Progress implements RunListener {

        final List<BackfillProgress> all = new ArrayList<>();

        @Override
        public void afterBatch(RevisionHeader revision, int step, BackfillProgress progress) {
            all.add(progress);
        }
    }
}
