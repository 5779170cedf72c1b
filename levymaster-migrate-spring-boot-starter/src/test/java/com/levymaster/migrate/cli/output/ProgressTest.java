package com.levymaster.migrate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.Types;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a person sees while a run goes on, and what a log gets instead. */
class ProgressTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Revision(id = "9a1b2c3d4e5f", message = "load states")
    static final class LoadStates implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("state", t -> t.column("code", Types.varchar(2)));
            op.data("load", jdbc -> {
                jdbc.sql("insert into state values ('WA'), ('OR'), ('ID')").update();
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("state");
        }
    }

    private String seen(boolean interactive) {
        StringWriter out = new StringWriter();
        Migrator.builder(database.dataSource())
                .migrations(new LoadStates())
                .listener(new Progress(new PrintWriter(out), interactive))
                .build()
                .upgrade();
        return out.toString().replaceAll("\\b\\d+ ms\\b|\\b\\d+\\.\\d s\\b", "12 ms");
    }

    @Test
    void a_person_sees_step_time_and_rows_in_a_line_that_is_not_wrapped_and_is_written_over() {
        List<String> frames = Arrays.asList(
                seen(true).replace("\u001b[?7l", "<").replace("\u001b[?7h", ">").split("\r\u001b\\[2K"));

        assertThat(frames)
                .containsExactly(
                        "",
                        "<[1/1] 9a1b2c3d4e5f, step 1 of 2 (12 ms): create table state>",
                        "<[1/1] 9a1b2c3d4e5f, step 2 of 2 (12 ms): load>",
                        "<[1/1] 9a1b2c3d4e5f, step 2 of 2 (12 ms, 3 rows): load>",
                        "[1/1] Upgraded to 9a1b2c3d4e5f \"load states\" (2 steps, 12 ms)\n");
    }

    @Test
    void a_log_gets_a_line_for_each_revision() {
        assertThat(seen(false))
                .isEqualTo("[1/1] Upgraded to 9a1b2c3d4e5f \"load states\" (2 steps, 12 ms)" + System.lineSeparator());
    }
}
