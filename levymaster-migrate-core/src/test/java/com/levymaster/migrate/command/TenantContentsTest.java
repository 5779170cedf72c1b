package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backfills, repeatables and callbacks in the schemas of tenants. */
class TenantContentsTest {

    private static final List<String> TENANTS = List.of("acme", "Globex Inc");

    private static final String VIEW = """
        create view note_count as select count(*) + %s as n from note;
        -- downgrade
        drop view note_count;
        """;

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void create() {
        database.execute("drop schema if exists acme, \"Globex Inc\" cascade", "create schema acme");
        database.execute("create schema \"Globex Inc\"");
    }

    @Test
    void repeatables_are_applied_in_each_tenant_and_anew_where_their_text_changed() {
        TenantMigrator first = tenants(VIEW.formatted(0), "");
        assertThat(first.upgrade().upgraded()).hasSize(2);
        assertThat(first.upgrade().upgraded()).isEmpty();

        TenantMigrator changed = tenants(VIEW.formatted(100), "");
        assertThat(changed.status()).noneMatch(TenantStatus::isCurrent);
        assertThat(changed.upgrade().upgraded()).hasSize(2);
        assertThat(changed.status()).allMatch(TenantStatus::isCurrent);
        assertThat(of("select n from %s.note_count")).containsExactly("110", "110");
    }

    @Test
    void callbacks_run_in_the_schema_of_each_tenant() {
        tenants("", "create table if not exists ran (id bigint); insert into ran values (1);")
                .upgrade();

        assertThat(of("select count(*) from %s.ran")).containsExactly("1", "1");
    }

    @Test
    void backfills_have_their_progress_in_the_schema_of_each_tenant() {
        tenants("", "").upgrade();

        assertThat(of("select rows from %s.levymaster_backfill where finished_at is not null"))
                .containsExactly("10", "10");
        assertThat(of("select count(*) from %s.note where body = 'filled'")).containsExactly("10", "10");
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_tables where schemaname = 'public'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_tenant_goes_down_without_the_others() {
        Migrator migrator = migrator(VIEW.formatted(0), "");
        migrator.forTenants(() -> TENANTS).upgrade();

        migrator.forTenant("acme").downgrade("base");

        assertThat(database.jdbc()
                        .sql("select schemaname || '.' || tablename from pg_tables where tablename = 'note'")
                        .query(String.class)
                        .list())
                .containsExactly("Globex Inc.note");
        assertThat(migrator.forTenants(() -> TENANTS).upgrade().upgraded()).hasSize(1);
        assertThat(of("select n from %s.note_count")).containsExactly("10", "10");
    }

    private static List<String> of(String sql) {
        return TENANTS.stream()
                .map(tenant -> database.jdbc()
                        .sql(sql.formatted("\"" + tenant + "\""))
                        .query(String.class)
                        .single())
                .toList();
    }

    private static TenantMigrator tenants(String view, String callback) {
        return migrator(view, callback).forTenants(() -> TENANTS);
    }

    private static Migrator migrator(String view, String callback) {
        Map<String, byte[]> views = view.isEmpty() ? Map.of() : Map.of("note_count.sql", bytes(view));
        return Migrator.builder(database.dataSource())
                .scripts(List.of(
                        new RevisionDefinition(RevisionHeader.of("n1"), true, CreateNote::new),
                        new RevisionDefinition(RevisionHeader.of("n2", "n1"), false, FillNote::new)))
                .repeatables(RepeatableFiles.read(views, Map.of()))
                .callbacks(SqlRevisionFiles.callbacks(
                        callback.isEmpty() ? Map.of() : Map.of("after-run.sql", bytes(callback)), Map.of()))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class CreateNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("note", t -> {
                t.column("id", bigint()).notNull();
                t.column("body", text());
                t.primaryKey("note_pk").on("id");
            });
            op.execute("insert into note (id) select g from generate_series(1, 10) g");
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("note");
        }
    }

    private static final class FillNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.backfill("note")
                    .set("body", "'filled'")
                    .where("body is null")
                    .batchSize(4)
                    .keptOnUndo();
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
