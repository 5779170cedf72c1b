package com.levymaster.migrate.actuate.endpoint;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.actuate.ObservedDatabase;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The parts of the page about the entities, the plan and backfills. */
class PageSectionsTest {

    private static final DatabaseSchema NOTHING = DatabaseSchema.empty("public");

    @AutoClose
    final TestDatabase database = TestDatabase.create();

    @Test
    void without_entities_nothing_is_said_of_them() {
        Migrator migrator = migrator().migrations(new Create()).build();
        migrator.upgrade();

        assertThat(page(migrator, false)).doesNotContain("Entities");
    }

    @Test
    void entities_that_match_are_named_once_all_revisions_are_applied() {
        Migrator pending = comparing(NOTHING).migrations().build();

        assertThat(page(pending, false)).contains("The entities match the database.");
        assertThat(page(comparing(NOTHING).migrations(new Create()).build(), false))
                .doesNotContain("The entities");
    }

    @Test
    void entities_that_differ_are_listed_difference_by_difference() {
        Table item = Table.of(ObjectName.of("item"), List.of(Column.of("price", integer())));

        assertThat(page(comparing(NOTHING.with(item)).migrations().build(), false))
                .contains("The entities differ from the database", "<li>create table item");
    }

    @Test
    void the_sql_of_pending_revisions_is_shown_only_if_it_is_asked_for() {
        Migrator migrator = migrator().migrations(new Create(), new Fill()).build();

        assertThat(page(migrator, false)).contains("create item").doesNotContain("create table");
        assertThat(page(migrator, true))
                .contains("create item, 1 step</summary>", "<pre>create table item (", "fill price, 1 step</summary>");
    }

    @Test
    void a_plan_that_cannot_be_prepared_is_not_shown() {
        Migrator migrator = migrator().migrations(new Incomplete()).build();

        assertThat(page(migrator, true))
                .contains("The plan cannot be shown: <code>db plan</code> says why.")
                .doesNotContain("secret");
    }

    @Test
    void a_backfill_that_has_begun_shows_its_rows() {
        Migrator migrator = migrator().migrations(new Create(), new Fill()).build();
        migrator.upgrade("a1");
        database.execute("insert into item values (1, null), (2, null)");
        database.execute("alter table item add check (id = 1 or price is null)");
        assertThatThrownBy(migrator::upgrade).hasMessageContaining("b2");

        assertThat(page(migrator, false)).contains(">Backfills</h3>", ", in batches of 1: 1 row, ");
    }

    private String page(Migrator migrator, boolean withSql) {
        return MigrationsPage.of(
                "levymaster", Map.of("levyMigrator", new ObservedDatabase(migrator, null)), Instant.EPOCH, withSql);
    }

    private MigratorBuilder migrator() {
        return Migrator.builder(database.dataSource());
    }

    private MigratorBuilder comparing(DatabaseSchema schema) {
        return migrator()
                .entities(new EntityComparison(
                        () -> Map.of("default", DesiredModel.of(schema)), () -> AutogenerateOptions.DEFAULT));
    }

    @Revision(id = "a1", message = "create item")
    static class Create implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("item", t -> {
                t.column("id", bigint()).notNull();
                t.column("price", integer());
                t.primaryKey("pk_item").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c3", message = "incomplete")
    static class Incomplete implements Migration {

        @Override
        public void upgrade(Operations op) {
            throw new IllegalStateException("secret");
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "b2", downRevision = "a1", message = "fill price", transactional = false)
    static class Fill implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.backfill("item").set("price", "7").where("price is null").batchSize(1);
        }

        @Override
        public void downgrade(Operations op) {}
    }
}
