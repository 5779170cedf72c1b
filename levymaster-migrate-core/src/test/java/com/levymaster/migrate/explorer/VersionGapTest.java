package com.levymaster.migrate.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.RepairAction.Resolution;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.VersionTableException;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody has deleted the version row of a revision that others need. */
@Tag("row-78")
class VersionGapTest {

    private final TestDatabase database = TestDatabase.create();
    private final Migrator migrator = Exploration.migrator(Graphs.PLAIN, database.dataSource());

    @BeforeEach
    void leaveGap() {
        database.execute("create table effect (name text)");
        migrator.upgrade("heads");
        database.execute("delete from levymaster_version where revision = 'r2'");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void every_command_that_would_build_on_it_is_refused() {
        Stream<ThrowingCallable> commands = Stream.of(
                () -> migrator.upgrade("heads"),
                () -> migrator.upgrade("r4"),
                () -> migrator.downgrade("base"),
                () -> migrator.downgrade("-1"),
                migrator::repair,
                () -> migrator.repair(Resolution.DONE),
                () -> migrator.previewUpgrade("heads"),
                () -> migrator.previewDowngrade("r1"));

        commands.forEach(command -> assertThatThrownBy(command)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("r2")
                .hasMessageContaining("stamp"));
        assertThat(database.jdbc()
                        .sql("select string_agg(revision, ' ' order by ordinal) from levymaster_version")
                        .query(String.class)
                        .single())
                .isEqualTo("r1 r3 r4");
    }

    @Test
    void nobody_says_that_the_database_is_up_to_date() {
        assertThat(migrator.isUpToDate("heads")).isFalse();
        assertThatThrownBy(() -> migrator.validate("heads")).isInstanceOf(MigrationException.class);
        assertThat(migrator.status().gaps()).extracting(RevisionHeader::id).containsExactly("r2");
    }

    @Test
    void a_stamp_closes_it() {
        migrator.stamp("r4");

        assertThat(migrator.upgrade("heads").isEmpty()).isTrue();
        migrator.validate("heads");
    }

    @Test
    void a_stamp_that_would_leave_it_is_refused() {
        database.execute(
                "delete from levymaster_version where revision = 'r1'",
                "insert into levymaster_version (revision) values ('r2')");

        assertThatThrownBy(() -> migrator.validate("heads")).isInstanceOf(MigrationException.class);
        migrator.stampPurging("r2");
        assertThat(migrator.status().applied()).containsExactly("r1", "r2");
    }

    @Test
    void a_row_more_does_not_hide_a_row_that_is_missing() {
        database.execute("insert into levymaster_version (revision) values ('newer')");

        assertThat(migrator.isUpToDate("heads")).isFalse();
        assertThatThrownBy(() -> migrator.upgrade("heads")).isInstanceOf(MigrationException.class);
    }
}
