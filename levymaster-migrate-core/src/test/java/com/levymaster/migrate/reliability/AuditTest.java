package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.store.HostName;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the history tells of every event: what, when, who and from where. */
class AuditTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private String trail(String columns) {
        return String.join(
                "\n",
                database.jdbc()
                        .sql("select concat_ws('|', " + columns + ") from levymaster_history order by id")
                        .query(String.class)
                        .list());
    }

    @Test
    void every_kind_of_event_is_written_with_its_author() {
        MigratorSettings settings = IMPATIENT.withApplication("levy", "1.2.3");
        Migrator migrator = migrator(
                database.dataSource(), settings, table("a1", "t"), after("a1", "b2", op -> op.execute("select 1 / 0")));
        assertThatThrownBy(migrator::upgrade).isInstanceOf(RevisionFailedException.class);
        migrator.downgrade("base");
        migrator.stamp("a1");
        migrator.stamp("base");

        assertThat(trail("event, revision")).isEqualTo("upgrade|a1\nfailure|b2\ndowngrade|a1\nstamp|a1\nunstamp|a1");
        assertThat(trail("run").lines().distinct().count()).isEqualTo(4);
        assertThat(trail("error")).isEqualTo("\nstep 1 of 1, execute select 1 / 0 [22012]\n\n\n");
        assertThat(database.jdbc()
                        .sql("select distinct concat_ws('|', database_user, os_user, host, application,"
                                + " application_version, recorded_at between now() - interval '1 hour' and now())"
                                + " from levymaster_history")
                        .query(String.class)
                        .list())
                .containsExactly(String.join(
                        "|", database.user(), System.getProperty("user.name"), HostName.name(), "levy", "1.2.3", "t"));
    }

    @Test
    void a_history_of_an_earlier_version_is_read_as_it_is_and_completed_by_the_next_run() {
        Migrator first = migrator(database.dataSource(), table("a1", "t"));
        first.upgrade();
        database.execute("alter table levymaster_history drop column guards");

        assertThat(first.history()).extracting(HistoryEntry::guards).containsOnlyNulls();
        assertThat(first.upgrade().isEmpty()).isTrue();
        assertThat(columnsOfHistory()).as("a start with nothing to do").doesNotContain("guards");
        Migrator next = migrator(
                database.dataSource(),
                table("a1", "t"),
                after("a1", "b2", op -> op.table("t").column("id").ifNotExists(bigint())));
        next.upgrade();

        assertThat(columnsOfHistory()).contains("guards");
        assertThat(next.history()).extracting(HistoryEntry::revision).containsExactly("b2", "a1");
        assertThat(next.history().get(0).guards())
                .isEqualTo("step 1: skipped add column t.id bigint, since it exists already");
    }

    @Test
    void stamping_and_downgrading_complete_a_history_of_an_earlier_version_too() {
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"));
        migrator.upgrade();
        database.execute("alter table levymaster_history drop column guards");
        migrator.stamp("base");
        assertThat(columnsOfHistory()).contains("guards");

        migrator.stamp("a1");
        database.execute("alter table levymaster_history drop column guards");
        migrator.downgrade("base");
        assertThat(columnsOfHistory()).contains("guards");
    }

    @Test
    void a_script_runs_on_a_history_of_an_earlier_version() {
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"));
        migrator.upgrade("a1");
        database.execute("alter table levymaster_history drop column guards");

        database.execute(migrator.scriptUpgrade("a1:b2"));

        assertThat(migrator.history()).extracting(HistoryEntry::revision).containsExactly("b2", "a1");
    }

    private List<String> columnsOfHistory() {
        return database.jdbc()
                .sql("select column_name from information_schema.columns where table_name = 'levymaster_history'")
                .query(String.class)
                .list();
    }

    @Test
    void the_sql_is_kept_only_where_that_is_asked_for() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        migrator(database.dataSource(), IMPATIENT.withHistorySql(true), table("a1", "t"), table("a1", "b2", "u"))
                .upgrade();

        assertThat(trail("revision, sql is null")).isEqualTo("a1|t\nb2|f");
        assertThat(trail("sql")).contains("create table u").doesNotContain("create table t");
    }
}
