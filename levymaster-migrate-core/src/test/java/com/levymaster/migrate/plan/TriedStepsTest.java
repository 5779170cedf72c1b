package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.timestampWithTimeZone;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.definition.SqlCallbacks.Point;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.op.TableSpec;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only the server knows of an expression, it is asked when the plan is checked. */
class TriedStepsTest {

    private static final Consumer<Operations> FIRST = op -> {
        op.createTable("parcel", t -> {
            t.column("id", integer()).notNull();
            t.column("acres", integer());
            t.column("owner_name", text());
            t.column("seen_at", timestampWithTimeZone());
            t.column("value", numeric(10, 2));
            t.column("district", varchar(20));
            t.check("ck_parcel_acres").that("acres > 0");
        });
        op.createTable("district", t -> {
            t.column("code", varchar(20));
            t.column("levy", numeric(10, 4));
        });
        op.views().create("levies", "select p.id, d.levy from parcel p join district d on d.code = p.district");
    };

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void migrate() {
        migrator(FIRST).upgrade();
    }

    @Test
    void functions_that_are_not_immutable_are_refused_in_indexes_constraints_and_generated_columns() {
        assertRefused(
                op -> op.alterTable("parcel", t -> t.addIndex("ix_day").onExpression("date(seen_at)")),
                "functions in index expression must be marked IMMUTABLE");
        assertRefused(
                op -> op.alterTable("parcel", t -> t.addIndex("ix_new").on("id").where("seen_at > now()")),
                "functions in index predicate must be marked IMMUTABLE");
        assertRefused(
                op -> op.alterTable(
                        "parcel", t -> t.addColumn("day", text()).generatedStored("to_char(seen_at, 'YYYY')")),
                "generation expression is not immutable");
        assertRefused(
                op -> op.createTable("bill", t -> t.column("due", text()).generatedStored("to_char(now(), 'YYYY')")),
                "generation expression is not immutable");
    }

    @Test
    void an_expression_without_operator_class_is_refused() {
        assertRefused(
                op -> op.alterTable(
                        "parcel",
                        t -> t.addIndex("ix_value").onExpression("value * 2").using("gin")),
                "data type numeric has no default operator class for access method \"gin\"");
    }

    @Test
    void functions_and_operators_that_no_types_fit_are_refused() {
        assertRefused(
                op -> op.alterTable("parcel", t -> t.addCheck("ck_lower").that("lower(id) = 'a'")),
                "function lower(integer) does not exist");
        assertRefused(
                op -> op.alterTable(
                        "parcel",
                        t -> t.convertColumn("acres")
                                .from(integer())
                                .to(varchar(20))
                                .using("acres::text")
                                .reversedUsing("acres::integer")),
                "operator does not exist: character varying > integer");
        assertRefused(
                op -> op.alterTable(
                        "parcel",
                        t -> t.changeType("owner_name")
                                .from(text())
                                .to(integer())
                                .using("sqrt(owner_name)::integer")),
                "function sqrt(text) does not exist");
    }

    @Test
    void what_a_partition_has_of_its_own_is_tried_too() {
        database.execute(
                "create table bill (k integer, n integer) partition by list (k); create table bill_1 partition of bill"
                        + " default; create index ix_abs on bill_1 (n) where abs(n) < 9");

        assertRefused(
                op -> op.alterTable(
                        "bill",
                        t -> t.convertColumn("n")
                                .from(integer())
                                .to(text())
                                .using("n::text")
                                .reversedUsing("n::integer")),
                "function abs(text) does not exist");
    }

    @Test
    void the_columns_of_a_view_over_a_join_are_compared_by_the_server() {
        assertRefused(
                op -> op.views()
                        .replace("levies")
                        .from("select p.id, d.levy from parcel p join district d on d.code = p.district")
                        .to("select p.id, d.levy * 100 as levy from parcel p join district d on d.code = p.district"),
                "cannot change data type of view column \"levy\" from numeric(10,4) to numeric");
        assertRefused(
                op -> op.views().create("owners", "select lower(p.id) from parcel p"),
                "function lower(integer) does not exist");
    }

    @Test
    void a_function_to_replace_or_drop_has_to_be_there() {
        String body = "returns integer language sql immutable as 'select 1'";
        assertRefused(
                op -> op.functions()
                        .replace("rate(a integer, b text default '')")
                        .from(body)
                        .to(body),
                "function rate(integer, text) does not exist");
        assertRefused(op -> op.procedures().drop("recalculate(integer)").was("language sql as ''"), "procedure");
        migrator(FIRST, op -> {
                    op.functions().create("rate(a integer)", body);
                    op.functions().replace("rate(a integer)").from(body).to(body);
                    op.functions().drop("rate(a integer)").was(body);
                })
                .upgrade();
    }

    @Test
    void all_of_them_are_reported_with_their_steps_and_nothing_remains() {
        Migrator migrator = migrator(FIRST, op -> {
            op.alterTable("parcel", t -> t.addColumn("note", text()));
            op.alterTable("parcel", t -> t.addIndex("ix_note").onExpression("lower(note)"));
            op.alterTable("parcel", t -> t.addIndex("ix_bad").onExpression("now()"));
            op.alterTable("parcel", t -> t.addCheck("ck_bad").that("note > 1"));
        });

        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("step 3 of 4")
                .hasMessageContaining("step 4 of 4")
                .hasMessageNotContaining("step 2 of 4")
                .hasMessageContaining("Nothing was executed")
                .hasMessageContaining("correct the expression, or what uses the column");
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_class where relname in ('levymaster_trial', 'ix_note')")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_an_earlier_step_of_the_plan_brings_is_left_to_the_run() {
        migrator(FIRST, op -> {
                    op.functions()
                            .create("twice(integer)", "returns integer language sql immutable as 'select $1 * 2'");
                    op.alterTable("parcel", t -> t.addIndex("ix_twice").onExpression("twice(id)"));
                    op.types().createEnum("shade", "dark", "light");
                    op.alterTable("parcel", t -> t.addColumn("shade", enumType("shade")));
                    op.alterTable("parcel", t -> t.addIndex("ix_dark").on("id").where("shade = 'dark'"));
                    op.createTable("later", t -> t.column("id", bigint()));
                    op.views().create("afterwards", "select id from later");
                    op.createExtension("btree_gist");
                    op.alterTable("parcel", t -> t.addExclusion("ex_id").with("id", "="));
                })
                .upgrade();

        assertThat(database.jdbc()
                        .sql("select count(*) from pg_class where relname in ('ix_twice', 'ix_dark', 'ex_id')")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void a_view_of_what_an_earlier_step_creates_is_not_tried_with_what_has_its_name_now() {
        database.execute("create schema elsewhere; create table elsewhere.fresh (other integer);" + " alter database \""
                + database.name() + "\" set search_path = public, elsewhere");
        migrator(FIRST, op -> {
                    op.createTable("fresh", t -> t.column("id", bigint()));
                    op.views().create("newest", "select id from fresh");
                })
                .upgrade();
    }

    @Test
    void nothing_is_tried_before_callbacks_that_may_create_what_steps_need() {
        RevisionDefinition revision = new RevisionDefinition(
                RevisionHeader.of("a1", "a0"),
                RevisionOptions.DEFAULT,
                () -> steps(
                        op -> op.alterTable("parcel", t -> t.addIndex("ix_w").onExpression("words(owner_name)"))));
        RevisionDefinition first =
                new RevisionDefinition(RevisionHeader.of("a0"), RevisionOptions.DEFAULT, () -> steps(FIRST));
        SqlCallbacks callbacks = new SqlCallbacks(Map.of(
                Point.BEFORE_RUN,
                List.of(new SqlCallbacks.Statement(
                        "create function words(text) returns text language sql immutable as 'select $1'",
                        "before-run.sql:1"))));

        Migrator.builder(database.dataSource())
                .scripts(List.of(first, revision))
                .callbacks(callbacks)
                .build()
                .upgrade();
    }

    @Test
    void defaults_policies_domains_and_missing_columns_are_tried_too() {
        assertRefused(
                op -> op.alterTable(
                        "parcel", t -> t.changeDefault("acres").fromNone().toSql("nope()")),
                "function nope() does not exist");
        assertRefused(
                op -> op.alterTable(
                        "parcel", t -> t.changeDefault("acres").fromNone().to("abc")),
                "invalid input syntax for type integer");
        assertRefused(
                op -> op.alterTable("parcel", t -> t.addCheck("ck_x").that("missing > 0")),
                "column \"missing\" does not exist");
        assertRefused(
                op -> op.alterTable("parcel", t -> t.addCheck("ck_x").that("acres > (select 1)")),
                "cannot use subquery in check constraint");
        assertRefused(
                op -> op.alterTable("parcel", t -> t.policies().create("p", "using (missing > 0)")),
                "column \"missing\" does not exist");
        assertRefused(op -> op.views().create("v", "select 1 from missing"), "relation \"missing\" does not exist");
        assertRefused(
                op -> op.types().createDomain("small", integer(), d -> d.check("ck", "value > 'abc'")),
                "invalid input syntax for type integer");
    }

    @Test
    void triggers_statistics_partition_keys_and_changed_domains_are_tried() {
        database.execute("create domain share as integer");
        assertRefused(
                op -> op.alterTable(
                        "parcel",
                        t -> t.triggers()
                                .create("touch", "before update on parcel for each row execute function missing()")),
                "function missing() does not exist");
        assertRefused(
                op -> op.alterTable(
                        "parcel",
                        t -> t.triggers()
                                .create(
                                        "touch",
                                        "before update of missing on public.parcel for each row"
                                                + " execute function suppress_redundant_updates_trigger()")),
                "column \"missing\" of relation \"levymaster_trial\" does not exist");
        assertRefused(
                op -> op.statistics().create("both", "on id, missing from parcel"),
                "column \"missing\" does not exist");
        assertRefused(
                op -> op.createTable("bill", t -> {
                    t.column("id", integer());
                    t.partitionBy("range (missing)");
                }),
                "column \"missing\" named in partition key does not exist");
        assertRefused(
                op -> op.createTable("bill", t -> {
                    t.column("a", integer());
                    t.column("b", integer());
                    t.partitionBy("list (a, b)");
                }),
                "cannot use \"list\" partition strategy with more than one column");
        assertRefused(
                op -> op.types()
                        .alterDomain("share", integer())
                        .from(d -> {})
                        .to(d -> d.check("ck", "lower(value) = 'a'")),
                "function lower(integer) does not exist");
        database.execute("create function touched() returns trigger language plpgsql as 'begin return new; end'");
        migrator(FIRST, op -> {
                    op.alterTable(
                            "parcel",
                            t -> t.triggers()
                                    .create(
                                            "touch",
                                            "before update of acres on parcel for each row execute function"
                                                    + " touched()"));
                    op.statistics().create("both", "on id, acres from parcel");
                })
                .upgrade();
    }

    @Test
    void tables_that_are_nowhere_are_refused_and_those_that_a_schema_does_not_hold_are_not() {
        database.execute("create foreign data wrapper w; create server s foreign data wrapper w;"
                + " create foreign table remote (id integer) server s");
        assertMissing(op -> op.alterTable("nowhere", t -> t.addColumn("a", integer())));
        assertMissing(op ->
                op.alterTable("parcel", t -> t.addForeignKey("fk").on("id").references("nowhere", "id")));
        assertMissing(op -> op.insert("nowhere").columns("a").row(1));
        assertMissing(op -> op.statistics().create("both", "on id, acres from nowhere"));
        assertMissing(op -> op.publications().create("all_of_it", "for table parcel, nowhere"));
        assertMissing(op -> op.alterTable("nowhere", t -> t.policies().create("p", "using (true)")));
        migrator(FIRST, op -> op.alterTable("remote", t -> t.addColumn("a", integer())))
                .upgrade();
    }

    @Test
    void a_label_that_an_earlier_step_brings_may_be_in_every_expression_of_a_table_with_the_type() {
        database.execute(
                "create type level as enum ('a'); create domain grade as level; create type rated as (level level);"
                        + " alter table parcel add level level, add grade grade, add ratings rated[]");
        migrator(FIRST, op -> op.types().addEnumValue("level", "b"), op -> {
                    op.alterTable("parcel", t -> t.policies().create("p", "using (level = 'b')"));
                    op.alterTable(
                            "parcel",
                            t -> t.triggers()
                                    .create(
                                            "t",
                                            "before update on parcel for each row when (new.level = 'b') execute"
                                                    + " function suppress_redundant_updates_trigger()"));
                    op.statistics().create("s", "on id, (level = 'b') from parcel");
                    op.alterTable(
                            "parcel", t -> t.changeDefault("grade").fromNone().to("b"));
                    op.alterTable("parcel", t -> t.addCheck("ck").that("ratings <> array[row('b')::rated]"));
                })
                .upgrade();
    }

    @Test
    void expressions_that_use_whole_rows_of_their_table_are_left_to_the_run() {
        database.execute("create function may_see(parcel) returns boolean language sql immutable as 'select true';"
                + " create function is_big(parcel) returns boolean language sql immutable as 'select true'");
        migrator(FIRST, op -> {
                    op.alterTable("parcel", t -> t.policies().create("p", "using (may_see(parcel))"));
                    op.alterTable(
                            "parcel",
                            t -> t.triggers()
                                    .create(
                                            "t",
                                            "before update on parcel for each row when (may_see(new) and old.is_big)"
                                                    + " execute function suppress_redundant_updates_trigger()"));
                    op.alterTable("parcel", t -> t.addCheck("ck").that("parcel is not null"));
                    op.alterTable("parcel", t -> t.addIndex("ix").onExpression("may_see(parcel)"));
                    op.createTable("bill", t -> {
                        t.column("id", integer());
                        t.check("ck_bill").that("bill is not null");
                    });
                })
                .upgrade();
    }

    @Test
    void a_view_that_is_grouped_by_a_primary_key_of_the_same_plan_is_left_to_the_run() {
        migrator(FIRST, op -> {
                    op.alterTable("parcel", t -> t.addPrimaryKey("pk_parcel").on("id"));
                    op.views().create("v", "select id, owner_name, count(*) from parcel group by id");
                })
                .upgrade();
    }

    @Test
    void a_table_that_an_earlier_step_creates_in_a_schema_of_the_search_path_is_not_missing() {
        database.execute("create schema shared; create foreign data wrapper w; create server s foreign data wrapper w;"
                + " create foreign table f1 (id integer) server s; alter database \"" + database.name()
                + "\" set search_path = public, shared");
        migrator(FIRST, op -> {
                    op.inSchema("shared").createTable("county", TriedStepsTest::county);
                    op.alterTable("parcel", t -> t.addForeignKey("fk").on("id").references("county", "id"));
                    op.insert("county").columns("id").row(1);
                    op.renameTable("f1").to("f2");
                    op.alterTable("f2", t -> t.addColumn("a", integer()));
                })
                .upgrade();
    }

    @Test
    void in_the_first_plan_a_table_is_the_same_with_and_without_the_default_schema() {
        try (TestDatabase fresh = TestDatabase.create()) {
            Migrator.builder(fresh.dataSource())
                    .scripts(List.of(new RevisionDefinition(
                            RevisionHeader.of("a0"),
                            RevisionOptions.DEFAULT,
                            () -> steps(op -> {
                                op.inSchema("public").createTable("county", TriedStepsTest::county);
                                op.insert("county").columns("id").row(1);
                                op.createTable("parcel", t -> {
                                    t.column("id", integer());
                                    t.foreignKey("fk").on("id").references("county", "id");
                                });
                            }))))
                    .build()
                    .upgrade();
        }
    }

    private static void county(TableSpec t) {
        t.column("id", integer()).notNull();
        t.primaryKey("pk_county").on("id");
    }

    private void assertMissing(Consumer<Operations> step) {
        assertThatThrownBy(migrator(FIRST, step)::upgrade)
                .hasMessageContaining("there is no table or view nowhere")
                .hasMessageContaining("Nothing was executed; the database is unchanged.");
    }

    @Test
    void a_preview_names_the_steps_that_could_not_be_tried_once_for_each_reason() {
        Migrator migrator = migrator(
                FIRST,
                op -> {
                    op.functions()
                            .create("twice(integer)", "returns integer language sql immutable as 'select $1 * 2'");
                    op.alterTable("parcel", t -> t.addIndex("ix_twice").onExpression("twice(id)"));
                    op.alterTable("parcel", t -> t.addIndex("ix_lower").onExpression("lower(owner_name)"));
                    op.alterTable("parcel", t -> t.addCheck("ck_twice").that("twice(acres) < 9"));
                    op.views().create("few", "select id from parcel");
                },
                op -> op.alterTable("parcel", t -> t.addIndex("ix_again").onExpression("twice(acres)")));

        assertThat(migrator.previewUpgrade().unknowns())
                .extracting(PlanPreview.Unknown::what, PlanPreview.Unknown::steps)
                .containsExactly(
                        tuple(
                                "whether the server accepts their expressions, because an earlier step of the plan"
                                        + " creates or changes a schema, an extension, a type or a function that they may"
                                        + " use",
                                List.of(
                                        new PlanPreview.StepNumber("a1", 2),
                                        new PlanPreview.StepNumber("a1", 4),
                                        new PlanPreview.StepNumber("a2", 1))),
                        tuple(
                                "whether the server accepts their expressions, because an earlier step of the plan"
                                        + " creates or changes what their query reads",
                                List.of(new PlanPreview.StepNumber("a1", 5))));
    }

    @Test
    void a_preview_names_what_the_server_did_not_let_it_try() {
        String role = "levy_no_temp_" + database.name();
        database.execute("create role \"" + role + "\"; revoke temporary on database \"" + database.name()
                + "\" from public; grant all on schema public to \"" + role
                + "\"; grant all on all tables in schema public to \""
                + role + "\"; grant \"" + role + "\" to current_user");
        database.execute("alter table parcel owner to \"" + role + "\"; alter role current_user in database \""
                + database.name() + "\" set role = \"" + role + "\"");

        assertThat(migrator(FIRST, op -> {
                            op.alterTable("parcel", t -> t.addIndex("ix_lower").onExpression("lower(owner_name)"));
                            op.alterTable("parcel", t -> t.addCheck("ck").that("acres < 10"));
                        })
                        .previewUpgrade()
                        .unknowns())
                .singleElement()
                .satisfies(unknown -> assertThat(unknown.what())
                        .startsWith(
                                "whether the server accepts their expressions, because the server refused the copy: ")
                        .contains("permission denied to create temporary tables"))
                .satisfies(unknown -> assertThat(unknown.steps()).hasSize(2));
    }

    @Test
    void blocks_and_guards_are_tried_as_the_steps_in_them() {
        assertRefused(
                op -> op.autocommit(() -> {
                    op.alterTable("parcel", t -> t.addCheck("ck_a").that("acres > 1"));
                    op.alterTable("parcel", t -> t.addCheck("ck_b").that("lower(id) = 'a'"));
                }),
                "function lower(integer) does not exist");
        assertRefused(
                op -> op.safely(
                        o -> o.alterTable("parcel", t -> t.addCheck("ck_b").that("lower(id) = 'a'"))),
                "function lower(integer) does not exist");
        assertRefused(
                op -> op.createTable("bill", t -> {
                    t.column("id", integer());
                    t.check("ck_bill").that("lower(id) = 'a'");
                }),
                "function lower(integer) does not exist");
        assertRefused(
                op -> op.views().createMaterialized("owners", "select lower(p.id) from parcel p"),
                "function lower(integer) does not exist");
    }

    private void assertRefused(Consumer<Operations> step, String reason) {
        assertThatThrownBy(migrator(FIRST, step)::upgrade)
                .hasMessageContaining("the server refuses it: ")
                .hasMessageContaining(reason)
                .hasMessageContaining("Nothing was executed; the database is unchanged.");
    }

    @SafeVarargs
    private Migrator migrator(Consumer<Operations>... upgrades) {
        List<RevisionDefinition> revisions = new ArrayList<>();
        for (int i = 0; i < upgrades.length; i++) {
            Consumer<Operations> upgrade = upgrades[i];
            RevisionHeader header = i == 0 ? RevisionHeader.of("a0") : RevisionHeader.of("a" + i, "a" + (i - 1));
            revisions.add(new RevisionDefinition(header, RevisionOptions.DEFAULT, () -> steps(upgrade)));
        }
        return Migrator.builder(database.dataSource()).scripts(revisions).build();
    }

    private static Migration steps(Consumer<Operations> upgrade) {
        return new Migration() {
            @Override
            public void upgrade(Operations op) {
                upgrade.accept(op);
            }

            @Override
            public void downgrade(Operations op) {}
        };
    }
}
