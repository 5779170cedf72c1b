package com.levymaster.migrate.cli;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillCommandTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Shell shell = Shell.on(database, new CreateProperty(), new FillTaxableValue(), new RequireIt());

    @BeforeEach
    void begin() {
        assertThat(shell.run("upgrade 5b0a91d3e7f2").code()).isZero();
        database.execute("insert into property (id, assessed_value) select i, i * 1000 from generate_series(1, 12) i");
    }

    @Test
    void backfill_shows_what_is_pending_and_applies_it_with_what_it_requires_and_no_more() {
        assertGolden(
                "backfill",
                shell.run("backfill --status"),
                shell.run("backfill"),
                shell.run("backfill --status"),
                shell.run("current"));
    }

    @Test
    void with_nothing_pending_json_is_an_empty_report() {
        assertThat(shell.run("upgrade").code()).isZero();

        assertThat(shell.run("backfill --json").out())
                .contains("\"direction\":\"upgrade\"", "\"revisions\":[],\"durationMs\":0");
    }

    @Test
    void an_interrupted_backfill_shows_how_far_it_is_and_continues() {
        database.execute("update property set assessed_value = 2147483647 where id = 8");
        assertThat(shell.run("backfill").code()).isEqualTo(1);

        assertThat(shell.run("backfill --status").out())
                .containsPattern("\n  backfill property taxable_value where .*: 5 rows, [0-9,]+ rows/s\n");
        assertThat(shell.run("backfill --status --json").out()).contains("\"rows\":5", "\"rowsPerSecond\"");
        database.execute("update property set assessed_value = 0 where id = 8");
        assertThat(shell.run("backfill").code()).isZero();

        assertThat(database.jdbc()
                        .sql("select count(*) from property where taxable_value = assessed_value + 500")
                        .query(Integer.class)
                        .single())
                .isEqualTo(12);
    }

    @Revision(id = "5b0a91d3e7f2", message = "create property")
    static final class CreateProperty implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("property", t -> {
                t.column("id", integer()).notNull();
                t.column("assessed_value", integer()).notNull();
                t.column("taxable_value", integer());
                t.primaryKey("pk_property").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "7c1e5b0a44d8", downRevision = "5b0a91d3e7f2", message = "fill taxable value")
    static final class FillTaxableValue implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.backfill("property")
                    .set("taxable_value", "assessed_value + 500")
                    .where("taxable_value is null")
                    .batchSize(5)
                    .keptOnUndo();
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "9d2f6c1b55e9", downRevision = "7c1e5b0a44d8", message = "require taxable value")
    static final class RequireIt implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.safely(o -> o.alterTable("property", t -> t.setNotNull("taxable_value")));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
