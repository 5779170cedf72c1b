package com.levymaster.migrate.test;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MigrationLawsTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
            .withPropertyValues(
                    "spring.datasource.url=" + database.url(),
                    "spring.datasource.username=" + database.user(),
                    "spring.datasource.password=" + database.password(),
                    "levymaster.migrate.startup.mode=none");

    @Test
    void a_way_down_that_forgets_something_is_found() {
        application.withUserConfiguration(Create.class, Forgets.class).run(context -> {
            try (RoundTripCheck walk = new RoundTripCheck(context)) {
                walk.run(walk.revisions().get(0));
                assertThatThrownBy(() -> walk.run(walk.revisions().get(1)))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("The downgrade of l2 leaves a difference")
                        .hasMessageEndingWith("\n  drop column law.title");
            }
        });
    }

    @Test
    void a_revision_without_a_way_back_is_passed_over_and_the_next_is_tried() {
        application
                .withUserConfiguration(Create.class, OneWay.class, Next.class)
                .run(context -> {
                    try (RoundTripCheck walk = new RoundTripCheck(context)) {
                        walk.run(walk.revisions().get(0));
                        assertThatThrownBy(() -> walk.run(walk.revisions().get(1)))
                                .isInstanceOf(TestAbortedException.class)
                                .hasMessageContaining("l2 is irreversible");
                        walk.run(walk.revisions().get(2));
                    }
                });
    }

    @Test
    void lost_rows_are_found() {
        application
                .withUserConfiguration(Create.class, Loses.class)
                .run(context -> assertThatThrownBy(() -> new DataSurvivalCheck(context, given(Keeper.class)).run())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("law had 1 rows and has 0"));
    }

    @Test
    void a_query_that_no_longer_holds_is_found() {
        application
                .withUserConfiguration(Create.class)
                .run(context -> assertThatThrownBy(() -> new DataSurvivalCheck(context, given(Doubter.class)).run())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("count(*) = 2"));
    }

    @Test
    void a_query_that_returns_a_count_is_refused() {
        application
                .withUserConfiguration(Create.class)
                .run(context -> assertThatThrownBy(() -> new DataSurvivalCheck(context, given(Counter.class)).run())
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("must be a query that returns one true or false")
                        .hasMessageContaining("select count(*) from law returns [1]"));
    }

    @Test
    void two_heads_are_named_and_nothing_is_changed_in_the_application_database() {
        application
                .withUserConfiguration(Create.class, OneWay.class, Other.class)
                .run(context -> {
                    MigrationLaws laws = new MigrationLaws() {};
                    assertThatThrownBy(() -> laws.the_history_has_one_head(context))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("The history has 2 heads: l2, l4. Join them with `db merge`.");
                    try (RoundTripCheck walk = new RoundTripCheck(context)) {
                        walk.run(walk.revisions().get(0));
                    }
                });
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_catalog.pg_tables where schemaname = 'public'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void no_database_is_left_behind() {
        application.withUserConfiguration(Create.class, OneWay.class).run(context -> {
            try (RoundTripCheck walk = new RoundTripCheck(context)) {
                walk.run(walk.revisions().get(0));
                assertThat(databases()).isEqualTo(1);
            }
            assertThat(databases()).isZero();
        });
    }

    private static int databases() {
        return database.jdbc()
                .sql("select count(*) from pg_database where datname like 'laws\\_%'")
                .query(Integer.class)
                .single();
    }

    private static GivenData given(Class<?> type) {
        return type.getAnnotationsByType(GivenData.class)[0];
    }

    @GivenData(revision = "l1", sql = "insert into law values (1)")
    private static final class Keeper {}

    @GivenData(revision = "l1", sql = "insert into law values (1)", holds = "select count(*) = 2 from law")
    private static final class Doubter {}

    @GivenData(revision = "l1", sql = "insert into law values (1)", holds = "select count(*) from law")
    private static final class Counter {}

    @Revision(id = "l4", downRevision = "l1")
    static class Other extends Forgets {}

    @Revision(id = "l1")
    static class Create implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("law", t -> t.column("id", bigint()).notNull());
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "l2", downRevision = "l1")
    static class Forgets implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("law", t -> t.addColumn("title", text()));
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "l2", downRevision = "l1")
    static class OneWay implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("law", t -> t.addColumn("title", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.irreversible("titles are gone for good");
        }
    }

    @Revision(id = "l3", downRevision = "l2")
    static class Next extends Forgets {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("law", t -> t.addColumn("year", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "l2", downRevision = "l1")
    static class Loses extends Forgets {

        @Override
        public void upgrade(Operations op) {
            op.execute("delete from law");
        }
    }
}
