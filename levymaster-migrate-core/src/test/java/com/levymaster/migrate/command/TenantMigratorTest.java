package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MissingSchemaException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.reliability.HaltingDataSource;
import com.levymaster.migrate.reliability.HaltingDataSource.Halted;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryEvent;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schemas of tenants that are migrated along the same revisions. */
class TenantMigratorTest {

    private static final int TENANTS = 50;

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    private final List<String> tenants =
            IntStream.range(0, TENANTS).mapToObj(i -> "Tenant " + i).toList();
    private final Migrator migrator = migrator(database.dataSource());
    private final TenantMigrator all = migrator.forTenants(() -> tenants);
    private final TenantMigrator few = migrator.forTenants(() -> tenants.subList(0, 4));

    @BeforeEach
    void create() {
        database.execute("""
            do $$ declare name text; begin
              for name in select nspname from pg_namespace where nspname like 'Tenant %' loop
                execute format('drop schema %I cascade', name);
              end loop;
              for i in 0..49 loop execute format('create schema %I', 'Tenant ' || i); end loop;
              drop table if exists public.note;
            end $$\
            """);
    }

    @Test
    void each_tenant_has_the_tables_in_its_schema_and_then_one_statement_is_sent_for_all() {
        TenantReport report = all.upgrade();

        assertThat(report.summary()).isEqualTo("Of 50 tenants, 50 upgraded, 0 with nothing to do");
        assertThat(schemasWith("note")).hasSize(TENANTS).doesNotContain("public");
        assertThat(schemasWith("levymaster_version")).hasSize(TENANTS);
        assertThat(all.status()).allMatch(TenantStatus::isCurrent);
        assertThat(statementsWithNothingToDo()).isEqualTo(1);
    }

    private long statementsWithNothingToDo() {
        List<String> sent = new ArrayList<>();
        DataSource counting = HaltingDataSource.after(database.dataSource(), call -> {
            sent.add(call);
            return false;
        });
        assertThat(migrator(counting).forTenants(() -> tenants).upgrade().summary())
                .isEqualTo("Of 50 tenants, 0 upgraded, 50 with nothing to do");
        return sent.stream().filter(call -> !call.startsWith("getConnection")).count();
    }

    @Test
    void a_tenant_whose_table_is_missing_does_not_use_that_of_the_shared_schema() {
        migrator.forTenant("Tenant 1").upgrade();
        database.execute("create table public.note (id bigint)", "drop table \"Tenant 1\".note");

        assertThatThrownBy(() -> migrator(database.dataSource(), new AddMore())
                        .forTenant("Tenant 1")
                        .upgrade())
                .hasMessageContaining("note");

        assertThat(database.jdbc()
                        .sql("select count(*) from information_schema.columns where table_schema = 'public' and"
                                + " table_name = 'note'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_module_that_is_not_present_is_no_unknown_revision_of_a_tenant() {
        RevisionDefinition orders = creating(RevisionHeader.of("o1").withModule("orders"));
        RevisionDefinition billing = creating(RevisionHeader.of("b1").withModule("billing"));
        few(orders, billing).upgrade();

        TenantMigrator without = few(orders);
        assertThat(without.upgrade().upgraded()).isEmpty();
        assertThat(without.status())
                .allMatch(TenantStatus::isCurrent)
                .allSatisfy(status -> assertThat(status.unknown()).isEmpty());
        assertThat(few(creating(RevisionHeader.of("o1"))).status())
                .as("without any module, it is that of a newer build")
                .allSatisfy(status -> assertThat(status.unknown()).containsExactly("b1"));
        assertThat(few(orders, creating(RevisionHeader.of("o2", "o1").withModule("orders")))
                        .upgrade()
                        .upgraded())
                .hasSize(4);
    }

    @Test
    void a_contract_revision_waits_in_each_tenant_that_has_revisions_and_runs_in_a_new_one() {
        RevisionDefinition first = creating(RevisionHeader.of("p1"));
        RevisionDefinition contract = creating(RevisionHeader.of("p2", "p1").withPhase(Phase.CONTRACT));
        migrator(first).forTenants(() -> tenants.subList(0, 3)).upgrade();

        TenantMigrator later = few(first, contract);
        assertThat(later.upgrade().upgraded()).containsOnlyKeys("Tenant 3");
        assertThat(later.status()).allMatch(TenantStatus::isCurrent);
        assertThat(schemasWith("p2")).containsExactly("Tenant 3");

        Migrator migrator = migrator(first, contract);
        migrator.withSettings(migrator.settings().withContract(ContractPolicy.RUN_BESIDE_OLDER_BUILDS))
                .forTenants(() -> tenants.subList(0, 4))
                .upgrade();
        assertThat(schemasWith("p2")).hasSize(4);
    }

    private TenantMigrator few(RevisionDefinition... revisions) {
        return migrator(revisions).forTenants(() -> tenants.subList(0, 4));
    }

    private static Migrator migrator(RevisionDefinition... revisions) {
        return Migrator.builder(database.dataSource())
                .scripts(List.of(revisions))
                .build();
    }

    private static RevisionDefinition creating(RevisionHeader header) {
        return new RevisionDefinition(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.createTable(header.id(), t -> t.column("id", bigint()));
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }

    @Test
    void one_that_fails_is_named_and_the_others_are_upgraded() {
        database.execute("create table \"Tenant 2\".note (id bigint)");

        assertThatThrownBy(few::upgrade).isInstanceOfSatisfying(TenantsFailedException.class, e -> {
            assertThat(e.problem())
                    .startsWith("Of 4 tenants, 3 upgraded, 0 with nothing to do, 1 failed:")
                    .contains("Tenant 2: ");
            assertThat(e.report().failures()).containsOnlyKeys("Tenant 2");
        });

        assertThat(few.status().stream().filter(status -> !status.isCurrent()))
                .extracting(TenantStatus::tenant)
                .containsExactly("Tenant 2");
    }

    @Test
    void those_that_the_user_may_not_read_are_named_with_the_remedy_and_the_others_go_on() {
        few.upgrade();
        database.execute(
                "drop role if exists tenant_reader",
                "create role tenant_reader login",
                "grant usage on schema \"Tenant 0\", \"Tenant 1\", \"Tenant 3\" to tenant_reader",
                "grant select on all tables in schema \"Tenant 0\", \"Tenant 1\", \"Tenant 2\" to tenant_reader",
                "alter table \"Tenant 1\".levymaster_version rename column revision to other",
                "alter table \"Tenant 0\".levymaster_version owner to tenant_reader");
        try {
            TenantMigrator reading = migrator.withSettings(migrator.settings()
                            .withSession(migrator.settings().session().withRole("tenant_reader")))
                    .forTenants(() -> tenants.subList(0, 4));

            List<TenantStatus> status = reading.status();

            assertThat(status).extracting(TenantStatus::isCurrent).containsExactly(true, false, false, false);
            assertThat(status.get(1).describe()).contains("Tenant 1", "cannot be read", "revision");
            assertThat(status.get(2).describe()).contains("permission denied for schema Tenant 2");
            assertThat(status.get(3).describe()).contains("permission denied for table levymaster_version");
            assertThat(status.get(3).problem()).hasMessageContaining("grant usage on the schema and select");
            assertThatThrownBy(reading::upgrade)
                    .hasMessageContaining("Of 4 tenants, 0 upgraded, 1 with nothing to do, 3 failed:")
                    .hasMessageContaining("Tenant 3: ");
        } finally {
            database.execute(
                    "alter table \"Tenant 0\".levymaster_version owner to current_user",
                    "drop owned by tenant_reader",
                    "drop role tenant_reader");
        }
    }

    @Test
    void those_whose_last_run_failed_are_known_by_one_statement_more() {
        few.upgrade("n1");
        database.execute("alter table \"Tenant 2\".note add check (id > 5)");
        assertThatThrownBy(few::upgrade).hasMessageContaining("Tenant 2: ");
        migrator.forTenant("Tenant 3").downgrade("n1");

        assertThat(few.status()).extracting(TenantStatus::failed).containsExactly(false, false, true, false);
        assertThat(few.status().get(2).describe())
                .isEqualTo("Tenant 2 is at n1, 1 pending, its last run did not complete");
    }

    @Test
    void a_source_that_fails_and_a_data_source_that_cannot_be_obtained_are_named() {
        TenantSource failing = () -> {
            throw new IllegalStateException("no list today");
        };
        assertThatThrownBy(() -> migrator.forTenants(failing).upgrade())
                .hasMessageContaining("The tenants cannot be read: no list today. Nothing was changed.");
        assertThatThrownBy(() ->
                        migrator.forTenants(() -> List.of("Tenant 1", " ")).upgrade())
                .hasMessageContaining("A tenant has an empty name");
        TenantMigrator one = migrator.forTenants(new TenantSource() {
            @Override
            public List<String> tenants() {
                return List.of("Tenant 1", "big");
            }

            @Override
            public @Nullable DataSource dataSource(String tenant) {
                if (tenant.equals("big")) {
                    throw new IllegalStateException("no secret");
                }
                return null;
            }
        });

        assertThatThrownBy(one::upgrade)
                .hasMessageContaining("Of 2 tenants, 1 upgraded, 0 with nothing to do, 1 failed:")
                .hasMessageContaining("big: The data source of tenant big cannot be obtained: no secret");
        assertThat(one.status()).extracting(TenantStatus::isCurrent).containsExactly(true, false);
        assertThat(one.behind()).containsExactly("big");
    }

    @Test
    void one_that_fails_stops_the_others_if_the_settings_say_so() {
        database.execute("create table \"Tenant 0\".note (id bigint)");
        TenantMigrator stopping = migrator.withSettings(
                        migrator.settings().withTenants(new TenantSettings(1, false, false, List.of())))
                .forTenants(() -> tenants.subList(0, 4));

        assertThatThrownBy(stopping::upgrade)
                .hasMessageContaining("Of 4 tenants, 0 upgraded, 0 with nothing to do, 1 failed, 3 not tried");
    }

    @Test
    void after_a_process_died_in_the_middle_the_next_upgrade_finishes_the_rest_and_nothing_runs_twice() {
        AtomicInteger commits = new AtomicInteger();
        DataSource dying = HaltingDataSource.after(
                database.dataSource(), call -> call.startsWith("commit") && commits.incrementAndGet() == 75);
        TenantMigrator one = migrator(dying)
                .withSettings(migrator.settings().withTenants(new TenantSettings(1, true, false, List.of())))
                .forTenants(() -> tenants);

        assertThatThrownBy(one::upgrade).isInstanceOf(Halted.class);
        long done = all.status().stream().filter(TenantStatus::isCurrent).count();
        assertThat(done).isBetween(1L, TENANTS - 1L);

        TenantReport report = all.upgrade();

        assertThat(report.upgraded()).hasSize((int) (TENANTS - done));
        for (String tenant : tenants) {
            assertThat(migrator.forTenant(tenant).history().stream()
                            .filter(entry -> entry.event() == HistoryEvent.UPGRADE)
                            .map(entry -> entry.revision()))
                    .as(tenant)
                    .containsExactlyInAnyOrder("n1", "n2");
        }
    }

    @Test
    void a_tenant_that_was_restored_from_an_older_backup_is_seen_and_upgraded() {
        few.upgrade();
        migrator.forTenant("Tenant 3").downgrade("n1");

        assertThat(few.status().stream().filter(status -> !status.isCurrent()))
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.tenant()).isEqualTo("Tenant 3");
                    assertThat(status.current()).extracting(RevisionHeader::id).containsExactly("n1");
                    assertThat(status.pending()).extracting(RevisionHeader::id).containsExactly("n2");
                });
        assertThat(few.upgrade().upgraded()).containsOnlyKeys("Tenant 3");
    }

    @Test
    void a_missing_schema_is_named_with_the_remedy_and_is_not_created() {
        TenantMigrator more = migrator.forTenants(() -> List.of("Tenant 1", "absent"));

        assertThatThrownBy(more::upgrade)
                .hasMessageContaining("absent: Schema absent does not exist. Nothing was changed.")
                .hasMessageContaining("create schema \"absent\"");

        assertThat(schemasWith("note")).containsExactly("Tenant 1");
        assertThat(more.status()).extracting(TenantStatus::exists).containsExactly(true, false);
        assertThatThrownBy(() -> migrator.forTenant("absent").status()).isInstanceOf(MissingSchemaException.class);
    }

    @Test
    void a_missing_schema_is_created_if_the_settings_say_so() {
        Migrator creating =
                migrator.withSettings(migrator.settings().withTenants(new TenantSettings(2, true, true, List.of())));

        creating.forTenant("new \"one\"").upgrade();

        assertThat(schemasWith("note")).containsExactly("new \"one\"");
        database.execute("drop schema \"new \"\"one\"\"\" cascade");
    }

    @Test
    void a_revision_that_applied_ones_need_and_that_is_not_applied_is_named() {
        few.upgrade();
        database.execute("delete from \"Tenant 2\".levymaster_version where revision = 'n1'");

        assertThat(few.status().get(2).describe())
                .isEqualTo("Tenant 2 is at n2, 1 pending, not applied although applied revisions need it: n1");
        assertThat(few.status().get(2).gaps()).extracting(RevisionHeader::id).containsExactly("n1");
    }

    @Test
    void an_unknown_tenant_is_refused() {
        assertThatThrownBy(() -> all.forTenant("nobody")).hasMessageContaining("There is no tenant \"nobody\"");
    }

    @Test
    void a_tenant_may_have_a_database_of_its_own() {
        List<String> asked = new ArrayList<>();
        try (TestDatabase own = TestDatabase.create()) {
            TenantMigrator mixed = migrator.forTenants(new TenantSource() {
                @Override
                public List<String> tenants() {
                    return List.of("Tenant 1", "big");
                }

                @Override
                public @Nullable DataSource dataSource(String tenant) {
                    asked.add(tenant);
                    return tenant.equals("big") ? own.dataSource() : null;
                }
            });

            assertThat(mixed.upgrade().upgraded()).containsOnlyKeys("Tenant 1", "big");
            assertThat(asked).containsExactly("Tenant 1", "big");
            assertThat(mixed.upgrade().upgraded()).isEmpty();
            asked.clear();
            assertThat(mixed.status()).allMatch(TenantStatus::isCurrent);
            assertThat(mixed.behind()).isEmpty();
            assertThat(asked).containsExactly("Tenant 1", "big", "Tenant 1", "big");
        }
    }

    private static List<String> schemasWith(String table) {
        return database.jdbc()
                .sql("select schemaname from pg_tables where tablename = ? order by 1")
                .param(table)
                .query(String.class)
                .list();
    }

    private static Migrator migrator(DataSource dataSource, Migration... more) {
        return Migrator.builder(dataSource)
                .migrations(new CreateNote(), new AddTitle())
                .migrations(more)
                .build();
    }

    @Revision(id = "n1", message = "create note")
    static class CreateNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("note", t -> {
                t.column("id", bigint()).notNull();
                t.primaryKey("pk_note").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "n2", downRevision = "n1", message = "add title")
    static class AddTitle implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("note", t -> t.addColumn("title", text()));
            op.data(
                    "first note",
                    jdbc -> jdbc.sql("insert into note (id) values (1)").update());
        }

        @Override
        public void downgrade(Operations op) {
            op.data("no notes", jdbc -> jdbc.sql("delete from note").update());
            op.alterTable("note", t -> t.dropColumn("title").was(text()));
        }
    }

    @Revision(id = "n3", downRevision = "n2", message = "add more")
    static class AddMore implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("note", t -> t.addColumn("more", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
