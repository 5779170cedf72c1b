package com.levymaster.migrate.lint;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not reported, although it resembles what is: {@link LintManualTest} has an example of each rule. */
class LintCatalogueTest {

    private static final DatabaseSchema BEFORE = OperationList.apply(
            Compiled.said(op -> {
                op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_county").on("id");
                });
                op.createTable("district", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("county_id", bigint());
                    t.column("name", varchar(40));
                    t.column("kind", text()).defaultValue("SCHOOL");
                    t.column("code", varchar(20));
                    t.index("ix_code").on("code");
                    t.index("ix_kind").onExpression("lower(kind)");
                    t.check("ck_kind").that("kind <> ''");
                    t.foreignKey("fk_county").on("county_id").references("county", "id");
                });
                op.createTable("reading", t -> {
                    t.column("year", integer()).notNull();
                    t.partitionBy("range (year)");
                });
                op.createTable("reading_rest", t -> t.partitionOf("reading", "default"));
                op.createTable("reading_2024", t -> {
                    t.column("year", integer()).notNull();
                    t.check("ck_year").that("year = 2024");
                });
                op.types().createDomain("percent", integer(), d -> d.check("ck", "value > 0"));
                op.types().createDomain("label", text());
            }),
            DatabaseSchema.empty("public"));

    @Test
    void a_default_may_go_where_null_is_allowed_or_the_table_is_new() {
        assertThat(rules(op -> op.alterTable(
                        "district", t -> t.changeDefault("kind").from("SCHOOL").toNone())))
                .isEmpty();
        assertThat(rules(op -> {
                    op.createTable(
                            "fresh", t -> t.column("a", integer()).notNull().defaultValue(1));
                    op.alterTable("fresh", t -> t.changeDefault("a").from(1).toNone());
                    op.alterTable("fresh", t -> t.dropNotNull("a"));
                }))
                .isEmpty();
    }

    @Test
    void a_wider_column_keeps_its_plain_index_and_the_checks_of_other_columns() {
        assertThat(rules(op -> op.alterTable(
                        "district", t -> t.changeType("code").from(varchar(20)).to(varchar(40)))))
                .isEmpty();
        assertThat(rules(op -> op.alterTable(
                        "district", t -> t.changeType("code").from(varchar(20)).to(text()))))
                .isEmpty();
    }

    @Test
    void an_index_of_only_the_partitioned_table_is_built_in_no_time() {
        assertThat(rules(op -> op.alterTable(
                        "reading", t -> t.addIndex("ix").on("year").only())))
                .isEmpty();
        assertThat(rules(op -> op.execute("create index ix on only reading (year)")))
                .isEmpty();
    }

    @Test
    void domains_that_check_nothing_or_are_used_nowhere_read_no_rows() {
        assertThat(rules(op -> op.alterTable("district", t -> t.addColumn("label", domain("label")))))
                .isEmpty();
        assertThat(rules(op -> op.execute("alter domain percent add constraint c check (value < 101)")))
                .isEmpty();
        assertThat(rules(op -> op.alterTable("district", t -> t.addColumn("share", domain("percent")))))
                .containsExactly(Rule.TABLE_REWRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table reading detach partition reading_rest",
                "alter table reading detach partition reading_2024 concurrently",
                "alter table reading attach partition reading_2024 for values from (2024) to (2025)",
                "create policy rows on district using (true)",
                "alter type status add value 'X'",
                "alter domain percent add constraint c check (value < 101) not valid",
                "alter table district disable row level security",
                "insert into district (id) select 1",
                "alter domain",
                "alter table reading attach partition",
                "alter table reading detach partition",
                "alter type status rename value",
                "alter type status rename value 'a' to",
                "alter table district drop constraint",
                "alter table district add primary key using index"
            })
    void raw_sql_that_is_gentle_or_ends_early_is_not_reported(String sql) {
        assertThat(rules(op -> op.execute(sql))).isEmpty();
    }

    @Test
    void rows_may_change_before_a_lock_is_taken_and_in_new_tables() {
        assertThat(rules(op -> {
                    op.execute("update district set code = 'x' where id = 1");
                    op.alterTable("district", t -> t.addColumn("a", text()));
                }))
                .isEmpty();
        assertThat(rules(op -> {
                    op.createTable("fresh", t -> t.column("a", integer()));
                    op.alterTable("fresh", t -> t.addColumn("b", text()));
                    op.execute("update fresh set b = 'x' where a = 1");
                    op.insert("fresh").columns("a").row(1);
                    op.alterTable("fresh", t -> t.addColumn("c", text()));
                }))
                .isEmpty();
        assertThat(rules(op -> {
                    op.execute("alter table district add column a text");
                    op.execute("update district set a = 'x' where id = 1");
                }))
                .containsExactly(Rule.LOCK_HELD_MEANWHILE);
    }

    @Test
    void policies_of_the_same_revision_show_rows() {
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.enableRowSecurity();
                    t.policies().create("rows", "using (true)");
                })))
                .isEmpty();
        assertThat(rules(op -> {
                    op.execute("create policy rows on district using (true)");
                    op.execute("alter table district enable row level security");
                }))
                .isEmpty();
    }

    @Test
    void one_foreign_key_of_a_transaction_waits_for_no_other() {
        assertThat(rules(op -> op.alterTable("district", t -> t.dropForeignKey("fk_county"))))
                .isEmpty();
    }

    @Test
    void a_rule_is_quiet_on_a_server_on_which_it_does_not_hold() {
        Consumer<Operations> index = op -> op.autocommit(
                () -> op.alterTable("district", t -> t.addIndex("ix").on("name").concurrently()));
        Consumer<Operations> detach = op -> op.execute("alter table archive detach partition archive_2024");

        assertThat(rules(index, 140_003)).containsExactly(Rule.CONCURRENTLY_CORRUPTS_INDEX);
        assertThat(rules(index, 140_004)).isEmpty();
        assertThat(rules(index, 130_023)).isEmpty();
        assertThat(rules(detach, 140_004)).containsExactly(Rule.DETACH_BLOCKS);
        assertThat(rules(detach, 130_023)).isEmpty();
        assertThat(Rule.CONCURRENTLY_CORRUPTS_INDEX.versions()).isEqualTo("14.0 to 14.3");
        assertThat(Rule.DETACH_BLOCKS.versions()).isEqualTo("14 and later");
    }

    private static List<LintRule> rules(Consumer<Operations> body) {
        return rules(body, 180_000);
    }

    private static List<LintRule> rules(Consumer<Operations> body, int version) {
        return Lint.thorough(LintSettings.DEFAULT, version).revision(Compiled.said(body), BEFORE).stream()
                .map(Hazard::rule)
                .toList();
    }
}
