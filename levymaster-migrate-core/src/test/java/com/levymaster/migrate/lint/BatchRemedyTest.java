package com.levymaster.migrate.lint;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.script;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** What lint advises for a change of all rows does what it says. */
class BatchRemedyTest {

    @Test
    void a_data_step_of_a_revision_without_transaction_commits_each_batch_by_itself() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table parcel (id int primary key, acres int)");
            database.execute("insert into parcel select id, 1 from generate_series(1, 20) id");

            migrator(
                            database.dataSource(),
                            script(
                                    RevisionHeader.of("a1"),
                                    false,
                                    op -> op.data("double the acres", jdbc -> {
                                        while (jdbc.sql("update parcel set acres = 2 where id in"
                                                                + " (select id from parcel where acres = 1 limit 5)")
                                                        .update()
                                                > 0) {
                                            continue;
                                        }
                                    })))
                    .upgrade();

            assertThat(database.jdbc()
                            .sql("select count(*) from parcel where acres = 2 group by xmin::text")
                            .query(Integer.class)
                            .list())
                    .containsExactly(5, 5, 5, 5);
        }
    }
}
