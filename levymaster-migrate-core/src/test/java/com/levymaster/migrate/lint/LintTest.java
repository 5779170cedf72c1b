package com.levymaster.migrate.lint;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.json;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.uuid;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {

    private static final DatabaseSchema BEFORE = OperationList.apply(
            said(op -> {
                op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_county").on("id");
                });
                op.createTable("district", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("county_id", integer());
                    t.column("code", varchar(20));
                    t.column("rate", numeric(10, 4));
                    t.index("ix_district_code").on("code");
                });
            }),
            DatabaseSchema.empty("public"));

    @Test
    void an_index_is_built_while_others_write_or_is_told_how() {
        Hazard hazard = only(
                op -> op.alterTable("district", t -> t.addIndex("ix").on("rate").desc()));

        assertThat(hazard.rule()).isEqualTo(Rule.INDEX_BLOCKS_WRITES);
        assertThat(hazard.remedy())
                .contains("op.autocommit(() -> op.alterTable(\"district\", "
                        + "t -> t.addIndex(\"ix\").on(\"rate\").desc().concurrently()));");
        assertThat(rules(op -> op.autocommit(() -> op.alterTable(
                        "district", t -> t.addIndex("ix").on("rate").concurrently()))))
                .isEmpty();
    }

    @Test
    void what_cannot_run_in_a_transaction_is_an_error_there() {
        assertThat(rules(op -> op.alterTable(
                        "district", t -> t.addIndex("ix").on("rate").concurrently())))
                .containsExactly(Rule.CONCURRENTLY_IN_TRANSACTION);
        assertThat(rules(op -> op.alterTable(
                        "district", t -> t.dropIndex("ix_district_code").concurrently())))
                .containsExactly(Rule.CONCURRENTLY_IN_TRANSACTION);
    }

    @Test
    void a_table_of_the_same_revision_is_in_nobodys_use() {
        assertThat(rules(op -> {
                    op.createTable("fresh", t -> t.column("a", integer()));
                    op.alterTable("fresh", t -> {
                        t.addColumn("b", integer()).notNull();
                        t.addIndex("ix").on("a").unique();
                        t.addCheck("ck").that("a > 0");
                        t.setNotNull("a");
                        t.changeType("a").from(integer()).to(bigint());
                        t.dropColumn("b");
                    });
                    op.dropTable("fresh");
                }))
                .isEmpty();
    }

    @Test
    void a_column_that_the_plan_added_is_used_by_nobody_under_any_name() {
        assertThat(rules(op -> {
                    op.alterTable("district", t -> t.addColumn("fresh", integer()));
                    op.alterTable("district", t -> t.renameColumn("fresh").to("newer"));
                    op.alterTable("district", t -> t.dropColumn("newer"));
                }))
                .isEmpty();
        assertThat(rules(op ->
                        op.alterTable("district", t -> t.renameColumn("code").to("newer"))))
                .containsExactly(Rule.BREAKS_RUNNING_APPLICATION);
    }

    @Test
    void a_column_is_added_without_a_rewrite_or_is_told_how() {
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.addColumn("a", text());
                    t.addColumn("b", integer()).notNull().defaultValue(0);
                    t.addColumn("c", text()).defaultSql("now()");
                    t.addColumn("d", integer()).generatedVirtual("id + 1");
                })))
                .isEmpty();
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.addColumn("a", integer()).notNull();
                    t.addColumn("b", uuid()).defaultSql("gen_random_uuid()");
                    t.addColumn("c", bigint()).identity();
                    t.addColumn("d", integer()).generatedStored("id + 1");
                    t.addColumn("e", json());
                })))
                .containsExactly(
                        Rule.ADD_NOT_NULL_COLUMN,
                        Rule.TABLE_REWRITE,
                        Rule.TABLE_REWRITE,
                        Rule.TABLE_REWRITE,
                        Rule.DISCOURAGED_TYPE);
    }

    @Test
    void only_types_that_become_wider_change_without_a_rewrite() {
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.changeType("code").from(varchar(20)).to(varchar(40));
                    t.changeType("code").from(varchar(40)).to(text());
                    t.changeType("rate").from(numeric(10, 4)).to(numeric(12, 4));
                })))
                .isEmpty();
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.changeType("code").from(varchar(20)).to(varchar(10));
                    t.changeType("rate").from(numeric(10, 4)).to(numeric(12, 6));
                    t.changeType("id").to(integer());
                })))
                .containsOnly(Rule.TABLE_REWRITE)
                .hasSize(3);
    }

    @Test
    void not_null_is_believed_where_a_valid_check_proves_it() {
        Hazard hazard = only(op -> op.alterTable("district", t -> t.setNotNull("code")));

        assertThat(hazard.rule()).isEqualTo(Rule.TABLE_SCAN);
        assertThat(hazard.remedy())
                .contains("t.addCheck(\"ck_district_code\").that(\"code is not null\").notValid());")
                .contains("t.setNotNull(\"code\"));");
        DatabaseSchema proven = OperationList.apply(
                said(op -> op.alterTable("district", t -> t.addCheck("ck").that("code IS NOT NULL"))), BEFORE);
        assertThat(Lint.check(said(op -> op.alterTable("district", t -> t.setNotNull("code"))), proven))
                .isEmpty();
    }

    @Test
    void constraints_are_added_without_looking_at_the_rows_or_are_told_how() {
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.addCheck("ck").that("rate > 0");
                    t.addUnique("uq").on("code");
                    t.addPrimaryKey("pk").on("id");
                })))
                .containsExactly(Rule.TABLE_SCAN, Rule.INDEX_BLOCKS_WRITES, Rule.INDEX_BLOCKS_WRITES);
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.addCheck("ck").that("rate > 0").notValid();
                    t.addPrimaryKey("pk").on("id").usingIndex("ux");
                })))
                .isEmpty();
        assertThat(rules(op -> op.alterTable("district", t -> {
                    t.addCheck("ck").that("rate > 0").notValid();
                    t.validateConstraint("ck");
                })))
                .containsExactly(Rule.VALIDATE_IN_SAME_TRANSACTION);
    }

    @Test
    void a_foreign_key_wants_an_index_equal_types_and_no_scan() {
        assertThat(rules(op -> op.alterTable(
                        "district", t -> t.addForeignKey("fk").on("county_id").references("county", "id"))))
                .containsExactly(Rule.TABLE_SCAN, Rule.FOREIGN_KEY_WITHOUT_INDEX, Rule.FOREIGN_KEY_TYPES_DIFFER);
        assertThat(rules(op -> op.createTable("office", t -> {
                    t.column("county_id", bigint());
                    t.foreignKey("fk_office").on("county_id").references("county", "id");
                    t.index("ix_office").on("county_id");
                })))
                .isEmpty();
    }

    @Test
    void what_goes_and_does_not_come_back_is_said() {
        assertThat(rules(op -> {
                    op.alterTable("district", t -> t.dropColumn("code"));
                    op.alterTable("district", t -> t.renameColumn("rate").to("levy_rate"));
                    op.truncate("district");
                    op.renameTable("county").to("region");
                    op.dropTable("district").cascade();
                }))
                .containsExactly(
                        Rule.DATA_LOSS,
                        Rule.BREAKS_RUNNING_APPLICATION,
                        Rule.DATA_LOSS,
                        Rule.BREAKS_RUNNING_APPLICATION,
                        Rule.DATA_LOSS,
                        Rule.CASCADE);
    }

    @Test
    void an_attribute_of_a_type_that_columns_have_goes_with_its_values() {
        assertThat(rules(op -> {
                    op.types().createComposite("size", c -> c.attribute("x", integer()));
                    op.types().dropAttribute("size", "x");
                }))
                .isEmpty();
        DatabaseSchema used = OperationList.apply(
                said(op -> {
                    op.types().createComposite("size", c -> c.attribute("x", integer()));
                    op.types().createComposite("crate", c -> c.attribute("sizes", array(nativeType("size"))));
                    op.createTable("parcel", t -> t.column("outer", nativeType("crate")));
                }),
                BEFORE);
        assertThat(Lint.check(said(op -> op.types().dropAttribute("size", "x")), used))
                .singleElement()
                .satisfies(hazard -> {
                    assertThat(hazard.rule()).isEqualTo(Rule.DATA_LOSS);
                    assertThat(hazard.problem()).contains("The values of size.x in parcel.outer are lost");
                });
    }

    @Test
    void an_enum_value_is_not_used_in_the_revision_that_adds_it() {
        assertThat(rules(op -> {
                    op.types().addEnumValue("status", "HELD");
                    op.insert("district").columns("id", "status").row(1, "HELD");
                }))
                .containsExactly(Rule.ENUM_VALUE_USED_AT_ONCE);
        assertThat(rules(op -> op.types().addEnumValue("status", "HELD"))).isEmpty();
    }

    @Test
    void a_change_of_all_rows_and_a_gift_to_all_roles_are_said() {
        assertThat(rules(op -> {
                    op.execute("update district set rate = 0");
                    op.execute("update district set rate = 0 where id = 1");
                    op.grant("select").onTable("district").role("public");
                }))
                .containsExactly(Rule.FULL_TABLE_UPDATE, Rule.GRANT_TO_PUBLIC);
    }

    @Test
    void raw_sql_is_read_as_the_operations_that_it_amounts_to() {
        assertThat(rules(op -> op.execute("""
            -- by hand
            create index on district (rate);
            Alter Table if exists only "district" alter code SET NOT NULL, alter column code type text,
              add column k uuid default gen_random_uuid(), drop rate cascade;
            alter table public.district rename to d;
            alter table county add foreign key (id) references district (id);
            truncate district, county cascade;
            drop table if exists county;
            drop schema audit cascade;
            grant select on all tables in schema public to public;
            vacuum (full, analyze) district\
            """)))
                .containsExactly(
                        Rule.INDEX_BLOCKS_WRITES,
                        Rule.TABLE_SCAN,
                        Rule.TABLE_REWRITE,
                        Rule.DATA_LOSS,
                        Rule.CASCADE,
                        Rule.BREAKS_RUNNING_APPLICATION,
                        Rule.TABLE_SCAN,
                        Rule.DATA_LOSS,
                        Rule.CASCADE,
                        Rule.DATA_LOSS,
                        Rule.CASCADE,
                        Rule.DATA_LOSS,
                        Rule.GRANT_TO_PUBLIC,
                        Rule.TABLE_REWRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create unique index if not exists ix on only public . district ( rate ) where rate > 0",
                "alter table if exists only a . district add constraint k foreign key ( a , b ) references c . d ( e ,"
                        + " f ) not valid",
                "alter table district add column if not exists c numeric ( 1 , 2 ) default ( 1 ) not null , drop"
                        + " column d cascade",
                "alter table district add unique nulls not distinct ( a ) , add primary key ( a ) , add check ( a > 0"
                        + " ) no inherit",
                "alter table district alter column c set data type text collate x using c :: text , alter d set not"
                        + " null",
                "alter table district rename column a to b",
                "alter table district rename constraint a to b",
                "truncate table only district , county restart identity cascade",
                "drop table if exists a . b , c cascade",
                "refresh materialized view concurrently a . v with no data",
                "grant select on all tables in schema s to public",
                "reindex ( verbose ) table concurrently a",
                "vacuum ( full , analyze ) district",
                "cluster",
                "create role r password 'x'"
            })
    void no_statement_that_ends_early_confuses_the_reader(String sql) {
        String text = "";
        for (String word : sql.split(" ")) {
            text = text + " " + word;
            String begun = text;
            long open = begun.chars().filter(c -> c == '(').count()
                    - begun.chars().filter(c -> c == ')').count();
            assertThatCode(() -> rules(op -> op.execute(begun + (open > 0 ? ")" : ""))))
                    .as(begun)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void raw_sql_that_does_no_harm_is_not_reported() {
        assertThat(rules(op -> {
                    op.execute("""
                        create table lot (id int); create index ix_lot on lot (id); alter table lot add check (id > 0);
                        create unlogged table if not exists audit.lot as select 1; drop table audit.lot;
                        alter table district add constraint ck check (rate > 0) not valid;
                        alter table district validate constraint ck, alter rate set default 0;
                        alter table district add column note text, add column day date default now();
                        create function f() returns int language sql security definer set search_path = pg_temp as 'select 1';
                        drop view if exists v; comment on table district is 'drop table district cascade';
                        insert into district values (1); create role r; grant select on district to r\
                        """);
                    op.autocommit(() -> op.execute("create index concurrently if not exists ix on district (rate)"));
                    op.autocommit(() -> op.execute("reindex table concurrently district"));
                }))
                .isEmpty();
    }

    @Test
    void guarded_steps_are_looked_at_too() {
        assertThat(rules(op ->
                        op.table("district").column("a").ifNotExists(integer()).notNull()))
                .containsExactly(Rule.ADD_NOT_NULL_COLUMN);
    }

    @Test
    void a_hazard_reads_as_an_article() {
        assertThat(only(op -> op.alterTable("district", t -> t.dropColumn("code")))
                        .toString())
                .isEqualToNormalizingNewlines("""
                    WARNING data-loss: drop column district.code
                      The values of district.code are lost, and the running application may still use the column.
                      What to do: remove the field from the entity, deploy, and drop the column one release later\
                    """);
    }

    private static Hazard only(Consumer<Operations> body) {
        List<Hazard> hazards = Lint.check(said(body), BEFORE);
        assertThat(hazards).hasSize(1);
        return hazards.get(0);
    }

    private static List<LintRule> rules(Consumer<Operations> body) {
        return Lint.check(said(body), BEFORE).stream().map(Hazard::rule).toList();
    }

    private static List<Operation> said(Consumer<Operations> body) {
        List<Operation> operations = new ArrayList<>();
        Operations.record(body, new OperationRecorder() {
            @Override
            public void record(Operation operation) {
                operations.add(operation);
            }

            @Override
            public Inspector catalog() {
                return BEFORE.catalog();
            }
        });
        return operations;
    }
}
