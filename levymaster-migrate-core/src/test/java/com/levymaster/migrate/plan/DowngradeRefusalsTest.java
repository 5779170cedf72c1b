package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is refused because its undo would be wrong is refused on the way up only: the undo itself must be possible. */
class DowngradeRefusalsTest {

    private static final Consumer<Operations> TABLE = op -> {
        op.createTable("county", t -> t.column("id", integer()));
        op.grant("select", "insert", "update").onTable("county").role("pg_monitor");
    };

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_privilege_that_two_revisions_revoked_is_granted_again_by_both() {
        Migrator migrator = migrator(
                TABLE,
                op -> op.revoke("insert").onTable("county").role("pg_monitor"),
                op -> op.revoke("insert", "select").onTable("county").role("pg_monitor"));
        migrator.upgrade("a0");
        String before = privileges();
        migrator.upgrade();

        migrator.downgrade("a0");

        assertThat(privileges()).isEqualTo(before);
    }

    @Test
    void default_privileges_that_two_revisions_revoked_are_granted_again_by_both() {
        Consumer<Operations> grant =
                op -> op.grantByDefault("select").onTables().role("pg_monitor");
        Consumer<Operations> revoke =
                op -> op.revokeByDefault("select").onTables().role("pg_monitor");
        Migrator migrator = migrator(grant, revoke, revoke);
        migrator.upgrade();

        migrator.downgrade("base");

        assertThat(text("select count(*)::text from pg_default_acl")).isEqualTo("0");
    }

    @Test
    void row_security_of_a_table_that_was_dropped_since_is_disabled_although_the_new_table_has_none() {
        Migrator migrator = migrator(
                TABLE,
                op -> op.alterTable("county", t -> {
                    t.enableRowSecurity();
                    t.forceRowSecurity();
                }),
                op -> op.dropTable("county").was(t -> t.column("id", integer())));
        migrator.upgrade();

        migrator.downgrade("base");

        assertThat(text("select (to_regclass('county') is null)::text")).isEqualTo("true");
    }

    @Test
    void what_the_server_would_refuse_is_refused_on_the_way_down_too() {
        Migrator migrator = migrator(
                TABLE, op -> op.alterTable("county", t -> t.renameColumn("id").to("number")));
        migrator.upgrade();
        database.execute("alter table county add column id integer");

        assertThatThrownBy(() -> migrator.downgrade("a0"))
                .hasMessageContaining("table county already has a column id")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void what_went_with_a_table_is_missed_also_if_the_table_was_renamed_before_it_was_dropped() {
        Migrator migrator = migrator(
                TABLE.andThen(op -> op.renameTable("county").to("shire")),
                op -> op.alterTable("shire", t -> t.policies().create("visible", "using (id > 0)")),
                op -> op.renameTable("shire").to("land"),
                op -> op.dropTable("land").was(t -> t.column("id", integer())));
        migrator.upgrade();

        assertThatThrownBy(() -> migrator.downgrade("a0"))
                .hasMessageContaining("drop policy visible on shire: an earlier step creates table land without it")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void what_went_with_a_table_or_column_is_missed_before_the_downgrade_begins() {
        Consumer<Operations> parts = op -> {
            op.alterTable("county", t -> {
                t.policies().create("visible", "using (id > 0)");
                t.triggers()
                        .create(
                                "touch",
                                "before update on county for each row"
                                        + " execute function suppress_redundant_updates_trigger()");
            });
            op.statistics().create("both", "on id, number from district");
        };
        Migrator migrator = migrator(
                TABLE.andThen(op -> op.createTable("district", t -> {
                    t.column("id", integer());
                    t.column("number", integer());
                })),
                parts,
                op -> {
                    op.dropTable("county").was(t -> t.column("id", integer()));
                    op.alterTable("district", t -> t.dropColumn("number").was(integer()));
                });
        migrator.upgrade();

        assertThatThrownBy(() -> migrator.downgrade("a0"))
                .hasMessageContaining("drop policy visible on county: an earlier step creates table county without it")
                .hasMessageContaining("drop trigger touch on county: an earlier step creates table county without it")
                .hasMessageContaining("drop statistics both: an earlier step creates column district.number without it")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void a_check_of_a_partition_and_an_index_of_a_view_that_went_are_missed_before_the_downgrade_begins() {
        database.execute("create table bill (a integer not null, b varchar(9)) partition by list (a);"
                + " create table bill_all partition of bill default;"
                + " create materialized view totals as select 1 as k");
        Migrator migrator = migrator(
                TABLE,
                op -> {
                    op.alterTable("bill_all", t -> t.addCheck("ck").that("b <> ''"));
                    op.alterTable("totals", t -> t.addIndex("ix_totals").on("k"));
                },
                op -> {
                    op.alterTable("bill", t -> t.dropColumn("b").was(varchar(9)));
                    op.views().dropMaterialized("totals").was("select 1 as k");
                });
        migrator.upgrade();

        assertThatThrownBy(() -> migrator.downgrade("base"))
                .hasMessageContaining("table bill_all has no constraint ck")
                .hasMessageContaining("an earlier step creates materialized view totals without index ix_totals")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void what_a_plan_itself_puts_on_a_new_table_is_there() {
        Migrator migrator = migrator(TABLE, op -> {
            op.createTable("district", t -> {
                t.column("id", integer());
                t.column("number", integer());
            });
            op.alterTable("district", t -> t.policies().create("visible", "using (id > 0)"));
            op.statistics().create("both", "on id, number from district");
            op.alterTable(
                    "district",
                    t -> t.policies().replace("visible").from("using (id > 0)").to("using (id > 1)"));
            op.statistics().drop("both").was("on id, number from district");
        });

        assertThat(migrator.upgrade().revisions()).hasSize(2);
        migrator.downgrade("a0");
    }

    private String privileges() {
        return text("select string_agg(privilege_type, ' ' order by privilege_type)"
                + " from information_schema.role_table_grants where table_name = 'county' and grantee = 'pg_monitor'");
    }

    private String text(String query) {
        return database.jdbc().sql(query).query(String.class).single();
    }

    @SafeVarargs
    private Migrator migrator(Consumer<Operations>... upgrades) {
        return UndoneRevisions.on(database, upgrades);
    }
}
