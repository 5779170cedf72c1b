package com.levymaster.migrate.store;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Entries that another version of the library has written into the history. */
@Tag("row-42")
class UnknownHistoryTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Migrator migrator = migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"));

    @BeforeEach
    void applyTheFirst() {
        migrator.upgrade("a1");
    }

    @Test
    void an_unknown_event_is_shown_as_it_is_and_does_not_disturb() {
        record("fold", "a1", null);

        assertThat(migrator.history().get(0).event()).isEqualTo(HistoryEvent.UNKNOWN);
        assertThat(migrator.history().get(0).eventText()).isEqualTo("fold");
        assertThat(migrator.status().applied()).containsExactly("a1");
        assertThat(migrator.previewRepair()).isEmpty();
        assertThat(migrator.upgrade().after()).containsExactly("b2");
    }

    @Test
    void an_unknown_event_about_a_step_is_refused_with_its_row() {
        record("paused", "b2", "upgrade 1.1");

        assertRefused("row " + lastId() + ": event \"paused\", step \"upgrade 1.1\" of revision b2");
    }

    @Test
    void a_step_that_is_no_position_is_refused_with_its_row() {
        record("started", "b2", "garbage");

        assertRefused("row " + lastId() + ": event \"started\", step \"garbage\" of revision b2");
    }

    @Test
    void an_unknown_event_is_no_obstacle_once_the_revision_was_run() {
        record("paused", "b2", "upgrade 1.1");
        record("upgrade", "b2", null);
        database.execute("insert into levymaster_version (revision) values ('b2')", "create table u (id bigint)");

        assertThat(migrator.downgrade("a1").after()).containsExactly("a1");
    }

    @Test
    void an_unknown_event_of_a_revision_without_its_version_row_is_refused() {
        record("fold", "a1", null);
        database.execute("delete from levymaster_version");

        assertRefused("event \"fold\" of revision a1");
    }

    @Test
    void a_stamp_that_purges_settles_it() {
        record("started", "b2", "garbage");

        migrator.stampPurging("a1");

        assertThat(migrator.upgrade().after()).containsExactly("b2");
    }

    private void assertRefused(String entry) {
        for (var command : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                migrator::upgrade, () -> migrator.downgrade("base"), migrator::repair)) {
            assertThatThrownBy(command)
                    .isInstanceOf(VersionTableException.class)
                    .hasMessageContaining(entry)
                    .hasMessageContaining("Nothing was changed")
                    .hasMessageContaining("db stamp --purge");
        }
    }

    private void record(String event, String revision, @Nullable String step) {
        database.jdbc()
                .sql("insert into levymaster_history (run, event, revision, message, duration_ms, step)"
                        + " values ('x', ?, ?, '', 0, ?)")
                .params(java.util.Arrays.asList(event, revision, step))
                .update();
    }

    private long lastId() {
        return database.jdbc()
                .sql("select max(id) from levymaster_history")
                .query(Long.class)
                .single();
    }
}
