package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.uuid;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Columns that are filled in batches, while an application writes. */
class SafeFillTest {

    private static final RevisionDefinition[] REVISIONS = {
        base("a1", op -> {}),
        after(
                "a1",
                "b2",
                op -> op.safely(o -> o.alterTable("parcel", t -> {
                    t.addColumn("number", uuid()).notNull().defaultSql("gen_random_uuid()");
                    t.changeType("acres").from(integer()).to(bigint());
                })))
    };

    @Test
    void rows_that_an_application_changes_meanwhile_have_their_values_too() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            migrator(database.dataSource(), REVISIONS[0]).upgrade();
            database.execute("create table parcel (id int primary key, acres int, changes int default 0)");
            database.execute("insert into parcel (id, acres) select id, id from generate_series(1, 20000) id");

            CompletableFuture<Void> run = CompletableFuture.runAsync(
                    () -> migrator(database.dataSource(), MigratorSettings.DEFAULT, REVISIONS)
                            .upgrade());
            int changes = 0;
            while (!run.isDone()) {
                changes += database.jdbc()
                        .sql("update parcel set acres = acres + 1, changes = changes + 1 where id % 97 = ?")
                        .param(changes % 97)
                        .update();
            }
            run.get();

            assertThat(database.jdbc()
                            .sql("select count(*) from parcel where number is not null and acres = id + changes")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(20000);
            assertThat(database.jdbc()
                            .sql("select sum(changes) from parcel")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(changes);
            assertThat(database.jdbc()
                            .sql("select count(distinct xmin::text) from parcel where changes = 0")
                            .query(Integer.class)
                            .single())
                    .isGreaterThan(1);
        }
    }
}
