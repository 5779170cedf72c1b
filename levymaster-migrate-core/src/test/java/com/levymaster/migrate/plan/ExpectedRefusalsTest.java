package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Steps that the server would refuse are refused when the plan is checked. */
class ExpectedRefusalsTest {

    private static final Consumer<Operations> TABLE_AND_VIEW = op -> {
        op.createTable("county", t -> {
            t.column("id", integer()).notNull();
            t.column("name", text());
        });
        op.views().create("name_of", "select name from county");
    };

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void all_refusals_are_reported_together_before_anything_is_executed() {
        Migrator migrator = migrator(
                TABLE_AND_VIEW,
                op -> op.alterTable("county", t -> t.dropColumn("name")),
                op -> op.createTable("name_of", t -> t.column("id", bigint())));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("views use the column: view name_of")
                .hasMessageContaining("there is already a view name_of")
                .hasMessageContaining("Nothing was executed");
        assertThat(database.jdbc()
                        .sql("select to_regclass('county') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void objects_from_before_the_plan_are_read_for_a_drop() {
        migrator(TABLE_AND_VIEW).upgrade();

        assertThatThrownBy(migrator(TABLE_AND_VIEW, op -> op.dropTable("county"))::upgrade)
                .hasMessageContaining("other objects depend on the table: view name_of")
                .hasMessageContaining("drop them in earlier steps, or use dropTable(…).cascade()");
    }

    @Test
    void a_view_of_the_plan_that_reads_a_table_does_not_use_its_column_of_that_name() {
        migrator(op -> {
                    op.createTable("note", t -> {
                        t.column("id", integer());
                        t.column("note", integer());
                    });
                    op.views().create("ids", "select note.id from public.note");
                    op.alterTable(
                            "note", t -> t.changeType("note").from(integer()).to(bigint()));
                })
                .upgrade();

        assertThatThrownBy(migrator(
                        op -> {},
                        op -> op.views().create("notes", "select n.note from note n"),
                        op -> op.alterTable("note", t -> t.dropColumn("note")))::upgrade)
                .hasMessageContaining("views use the column: view notes");
    }

    @Test
    void a_table_named_as_its_parent_is_refused_in_words() {
        migrator(TABLE_AND_VIEW).upgrade();

        assertThatThrownBy(migrator(TABLE_AND_VIEW, op -> op.createTable("county", t -> t.inherits("county")))::upgrade)
                .hasMessageContaining("there is already a table county");
    }

    @Test
    void a_drop_after_the_drop_of_its_dependents_is_not_refused() {
        migrator(TABLE_AND_VIEW).upgrade();

        migrator(TABLE_AND_VIEW, op -> {
                    op.views().drop("name_of");
                    op.dropTable("county");
                })
                .upgrade();

        assertThat(database.jdbc()
                        .sql("select to_regclass('county')::text")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    @Test
    void after_raw_sql_nothing_is_refused_beforehand() {
        migrator(TABLE_AND_VIEW).upgrade();

        migrator(TABLE_AND_VIEW, op -> {
                    op.execute("drop view name_of");
                    op.dropTable("county");
                })
                .upgrade();

        assertThat(database.jdbc()
                        .sql("select to_regclass('county')::text")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    @Test
    void what_a_step_converts_under_another_search_path_is_looked_up_when_it_runs() {
        Consumer<Operations> create = op ->
                op.execute("create schema other; create table other.county (id integer default 7 not null); insert into"
                        + " other.county values (1)");
        Consumer<Operations> convert = op -> {
            op.setLocal("search_path", "other");
            op.alterTable(
                    "county",
                    t -> t.convertColumn("id").from(integer()).to(text()).using("'no. ' || id"));
        };
        migrator(create).upgrade();

        migrator(create, convert).upgrade();

        assertThat(database.jdbc()
                        .sql("select id from other.county")
                        .query(String.class)
                        .single())
                .isEqualTo("no. 1");
    }

    @Test
    void what_names_mean_under_another_search_path_is_not_foretold() {
        Consumer<Operations> rename = op -> {
            op.execute("set search_path = other, public");
            op.renameTable("county").to("district");
        };
        Consumer<Operations> look = op -> {
            if (op.inspector().hasTable("county")) {
                op.views().drop("name_of");
            }
        };

        assertThat(migrator(TABLE_AND_VIEW, rename, look).scriptUpgrade("heads"))
                .contains("drop view name_of");
        assertThatThrownBy(() -> migrator(TABLE_AND_VIEW, op -> {
                            op.setLocal("search_path", "other");
                            look.accept(op);
                        })
                        .scriptUpgrade("heads"))
                .hasMessageContaining("what its names mean is not known until it has run")
                .hasMessageContaining("op.inSchema(…)");
    }

    @Test
    void an_enum_that_raw_sql_has_extended_keeps_the_additional_value() {
        Consumer<Operations> create = op -> op.types().createEnum("mood", "LOW", "HIGH");
        Consumer<Operations> extend = op -> {
            op.execute("drop type mood; create type mood as enum ('LOW', 'HIGH', 'MIXED')");
            op.types().removeEnumValue("mood", "LOW").wasBefore("HIGH");
        };
        migrator(create, extend).upgrade();

        assertThat(database.jdbc()
                        .sql("select enum_range(null::mood)::text")
                        .query(String.class)
                        .single())
                .isEqualTo("{HIGH,MIXED}");
    }

    @Test
    void a_script_does_not_write_the_difference_to_what_raw_sql_may_have_changed() {
        Migrator migrator = migrator(op -> op.types().createDomain("percent", integer()), op -> {
            op.execute("select 1");
            op.types().alterDomain("percent", integer()).to(d -> d.check("ck", "value <= 100"));
        });

        assertThatThrownBy(() -> migrator.scriptUpgrade("heads"))
                .hasMessageContaining("a script cannot look at the database")
                .hasMessageContaining("state the former definition with .from(…)");
    }

    @Test
    void a_step_of_a_savepoint_may_fail() {
        migrator(TABLE_AND_VIEW, op -> op.savepoint("s", () -> op.dropTable("county"), () -> op.execute("select 1")))
                .upgrade();
    }

    @Test
    void a_grant_of_what_the_role_has_is_refused_because_undo_would_revoke_it() {
        Consumer<Operations> grant = op -> op.grant("select").onTable("county").role("public");

        assertThatThrownBy(migrator(TABLE_AND_VIEW, grant, grant)::upgrade)
                .hasMessageContaining(
                        "role public already has privileges on county, which an undo would revoke: select");
    }

    @Test
    void a_privilege_that_the_database_has_from_its_creation_is_held_until_it_is_revoked() {
        Consumer<Operations> usage = op -> op.grant("usage").onSchema("public").role("public");
        String privileges = "select nspacl::text from pg_namespace where nspname = 'public'";
        String before = database.jdbc().sql(privileges).query(String.class).single();

        assertThatThrownBy(migrator(usage)::upgrade)
                .hasMessageContaining("role public already has privileges on public");

        Migrator revoked = migrator(op -> op.revoke("usage").onSchema("public").role("public"), usage);
        revoked.upgrade();
        revoked.downgrade("base");
        assertThat(database.jdbc().sql(privileges).query(String.class).single()).isEqualTo(before);
    }

    @Test
    void triggers_of_the_database_are_followed_through_the_plan() {
        database.execute("create function touch() returns trigger language plpgsql as 'begin return new; end'");
        migrator(TABLE_AND_VIEW).upgrade();
        database.execute("create trigger touched before update of id on county for each row execute function touch()");
        Consumer<Operations> rename = op -> {
            op.renameTable("county").to("district");
            op.alterTable("district", t -> t.renameColumn("id").to("number"));
        };
        Consumer<Operations> change = op -> op.alterTable(
                "district", t -> t.changeType("number").from(integer()).to(bigint()));
        Consumer<Operations> drop =
                op -> op.alterTable("district", t -> t.triggers().drop("touched"));

        assertThatThrownBy(migrator(TABLE_AND_VIEW, rename, change)::upgrade)
                .hasMessageContaining("other objects use the column: trigger touched on table county")
                .hasMessageContaining("Nothing was executed");
        assertThat(migrator(TABLE_AND_VIEW, rename, drop, change).upgrade().revisions())
                .hasSize(3);
    }

    @Test
    void triggers_policies_functions_and_publications_that_the_plan_creates_count() {
        Consumer<Operations> create = op -> {
            op.functions().create("touch()", "returns trigger language plpgsql as 'begin return new; end'");
            op.alterTable("county", t -> {
                t.triggers().create("touched", "before update of name, id on county execute function touch()");
                t.policies().create("own", "for select using (id > 0)");
            });
            op.functions()
                    .create("first()", "returns integer language sql begin atomic select min(c.id) from county c; end");
            op.publications().create("feed", "for table county (id) where (id > 1)");
        };
        Consumer<Operations> change = op ->
                op.alterTable("county", t -> t.changeType("id").from(integer()).to(bigint()));

        assertThatThrownBy(migrator(TABLE_AND_VIEW, create, change)::upgrade)
                .hasMessageContaining("other objects use the column: trigger touched on county, policy own on county,"
                        + " function first(), publication feed");
    }

    @Test
    void what_is_so_already_and_an_undo_would_take_away_is_refused() {
        Consumer<Operations> security = op -> {
            op.alterTable("county", t -> {
                t.enableRowSecurity();
                t.forceRowSecurity();
            });
            op.grantByDefault("select").onTables().role("pg_monitor");
        };
        migrator(TABLE_AND_VIEW, security).upgrade();

        assertThatThrownBy(migrator(TABLE_AND_VIEW, security, security)::upgrade)
                .hasMessageContaining("enable row level security of county: this is so already")
                .hasMessageContaining("force row level security of county: this is so already")
                .hasMessageContaining(
                        "role pg_monitor already has default privileges, which an undo would revoke: select");
    }

    @Test
    void a_grant_of_what_default_privileges_give_is_refused() {
        migrator(op -> op.grantByDefault("select").onTables().role("pg_monitor"))
                .upgrade();

        assertThatThrownBy(migrator(
                        op -> {},
                        TABLE_AND_VIEW,
                        op -> op.grant("select").onTable("name_of").role("pg_monitor"))::upgrade)
                .hasMessageContaining("role pg_monitor already has privileges on name_of, which an undo would revoke");
    }

    @Test
    void a_new_enum_value_is_refused_in_the_transaction_that_adds_it() {
        Consumer<Operations> create = op -> {
            op.types().createEnum("mood", "LOW");
            op.createTable("t", t -> {
                t.column("m", enumType("mood"));
                t.column("x", text());
            });
        };
        Consumer<Operations> add = op -> op.types().addEnumValue("mood", "HIGH");
        Consumer<Operations> change =
                op -> op.alterTable("t", t -> t.changeDefault("m").fromNone().to("HIGH"));
        Consumer<Operations> insert = op -> op.insert("t").columns("x", "m").row("HIGH", "HIGH");
        Consumer<Operations> other = op -> op.insert("t").columns("x").row("HIGH");
        migrator(create).upgrade();

        assertThatThrownBy(migrator(create, add.andThen(other).andThen(change).andThen(insert))::upgrade)
                .hasMessageContaining("step 3 of 4: set default of t.m")
                .hasMessageContaining(
                        "step 4 of 4: insert 1 row into t: the same transaction has added the value 'HIGH'"
                                + " to enum mood, and cannot use it before it is committed")
                .hasMessageNotContaining("step 2 of 4");
        assertThat(migrator(create, add.andThen(other), change.andThen(insert))
                        .upgrade()
                        .revisions())
                .hasSize(2);
    }

    @Test
    void what_holds_a_schema_an_extension_or_a_sequence_may_be_dropped_before_it() {
        Consumer<Operations> create = op -> {
            op.createSchema("attic");
            op.inSchema("attic").functions().create("f()", "returns integer language sql as 'select 1'");
            op.createExtension("citext");
            op.createTable("t", t -> {
                t.column("c", nativeType("citext"));
                t.column("id", bigint()).identity();
            });
        };
        Consumer<Operations> drop = op -> {
            op.dropSchema("attic");
            op.dropExtension("citext");
            op.sequences().drop("t_id_seq");
        };
        Consumer<Operations> clear = op -> {
            op.inSchema("attic").functions().drop("f()");
            op.alterTable("t", t -> {
                t.dropColumn("c");
                t.changeIdentity("id").from(Identity.byDefault()).toNone();
            });
            op.sequences().create("t_id_seq");
        };
        migrator(create).upgrade();

        assertThatThrownBy(migrator(create, drop)::upgrade)
                .hasMessageContaining("the schema is not empty: function attic.f()")
                .hasMessageContaining("other objects depend on the extension: column c of table t")
                .hasMessageContaining("the sequence belongs to identity column t.id");
        assertThat(migrator(create, clear.andThen(drop)).upgrade().revisions()).hasSize(1);
    }

    @Test
    void the_first_plan_of_a_database_that_was_there_is_checked_against_its_objects() {
        database.execute("create table older (id integer primary key, a integer, b text);"
                + " create unique index ix_some on older (a) where a > 0; create schema archive;"
                + " create table archive.older (id integer)");
        Consumer<Operations> harmless = op -> op.createTable("harmless", t -> t.column("id", bigint()));

        assertThatThrownBy(migrator(harmless, op -> {
                    op.alterTable("older", t -> {
                        t.changeIdentity("a").fromNone().to(Identity.alwaysGenerated());
                        t.addPrimaryKey("pk_older").on("a");
                        t.addUnique("uq_older").on("a").usingIndex("ix_some");
                        t.dropColumn("c").was(text());
                    });
                    op.types().createEnum("older", "x");
                    op.moveTable("older").toSchema("archive");
                })::upgrade)
                .hasMessageContaining("step 1 of 6")
                .hasMessageContaining("step 2 of 6")
                .hasMessageContaining("step 3 of 6")
                .hasMessageContaining("table older has no column c")
                .hasMessageContaining("step 5 of 6")
                .hasMessageContaining("step 6 of 6")
                .hasMessageContaining("Nothing was executed");
        assertThat(database.jdbc()
                        .sql("select to_regclass('harmless') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void the_first_plan_is_checked_against_the_columns_of_rows_that_it_changes() {
        database.execute("create table older (id integer primary key)");

        assertThatThrownBy(migrator(op -> {
                    op.insert("older").columns("nn").row(1).keyedBy("nn");
                    op.backfill("older").set("n", "1").keptOnUndo();
                })::upgrade)
                .hasMessageContaining("table older has no such column: nn")
                .hasMessageContaining("table older has no such column: n\n")
                .hasMessageContaining("Nothing was executed");
    }

    @Test
    void the_columns_of_a_parent_that_is_older_than_the_first_plan_or_a_foreign_table_are_not_missing() {
        database.execute(
                "create table older (id integer, name text); create foreign data wrapper w; create server s foreign"
                        + " data wrapper w; create foreign table remote (id integer) server s");
        migrator(op -> {
                    op.createTable("heir", t -> t.inherits("older"));
                    op.insert("heir").columns("id", "name").row(1, "a");
                    op.createTable("mirror", t -> t.inherits("remote"));
                    op.alterTable(
                            "mirror", t -> t.changeDefault("id").fromNone().to(1));
                    op.insert("mirror").columns("id").row(1);
                })
                .upgrade();

        assertThat(count("select count(*) from heir where name = 'a'")).isEqualTo(1);
        assertThat(count("select count(*) from mirror where id = 1")).isEqualTo(1);
    }

    @Test
    void operations_on_tables_that_the_server_accepts_for_views_and_sequences_are_accepted_and_foretold() {
        database.execute("create schema archive");
        migrator(TABLE_AND_VIEW).upgrade();

        migrator(TABLE_AND_VIEW, op -> {
                    op.sequences().create("counter");
                    op.renameTable("counter").to("counted");
                    op.alterTable(
                            "name_of",
                            t -> t.changeStorageParameter("security_barrier")
                                    .fromNone()
                                    .to("true"));
                    op.renameTable("name_of").to("names");
                    op.alterTable("names", t -> t.renameColumn("name").to("title"));
                    op.moveTable("names").toSchema("archive");
                    op.inSchema("archive").views().drop("names").was("select name as title from county");
                    op.views().create("name_of", "select id from county");
                    op.sequences().drop("counted");
                })
                .upgrade();

        assertThat(count("select count(*) from pg_class where relname in ('counter', 'counted', 'names')"))
                .isZero();
        assertThat(count("select count(id) from name_of")).isZero();
    }

    @Test
    void an_index_of_a_key_is_renamed_with_its_constraint() {
        migrator(
                        op -> op.createTable("t", t -> {
                            t.column("id", integer()).notNull();
                            t.primaryKey("pk").on("id");
                        }),
                        op -> op.alterTable("t", t -> {
                            t.renameIndex("pk").to("PK 2");
                            t.dropPrimaryKey("PK 2").was(p -> p.on("id"));
                        }))
                .upgrade();

        assertThat(count("select count(*) from pg_constraint where contype = 'p' and conrelid = 't'::regclass"))
                .isZero();
    }

    @Test
    void a_default_that_would_be_a_cast_to_a_type_of_the_name_of_its_function_is_refused() {
        Consumer<Operations> type = op -> op.types().createEnum("lower", "A");

        assertThatThrownBy(migrator(
                        type,
                        op -> op.createTable("t", t -> {
                            t.column("a", text()).defaultSql("lower('B')");
                            t.column("b", text()).defaultSql("pg_catalog.lower('B')");
                            t.column("c", text()).defaultSql("lower('A')");
                        }))::upgrade)
                .hasMessageContaining("there is a type lower, to which PostgreSQL casts the text")
                .hasMessageContaining("as in pg_catalog.lower(…)");
    }

    @Test
    void a_type_that_the_foreign_key_of_a_partition_cannot_compare_is_refused() {
        database.execute(
                "create table district (id integer primary key); create table levy (year integer, district integer)"
                        + " partition by list (year); create table levy_2026 partition of levy (foreign key (district)"
                        + " references district) for values in (2026)");

        assertThatThrownBy(migrator(op -> op.alterTable(
                        "levy",
                        t -> t.changeType("district").from(integer()).to(text()).using("district::text")))::upgrade)
                .hasMessageContaining("no operator = compares text with the type of the other column of foreign keys")
                .hasMessageContaining("levy_2026");
    }

    @Test
    void the_type_of_a_column_that_references_itself_may_change() {
        database.execute("create table district (id integer primary key references district)");

        migrator(op -> op.alterTable(
                        "district", t -> t.changeType("id").from(integer()).to(numeric(10, 2))))
                .upgrade();

        assertThat(count("select count(*) from information_schema.columns where data_type = 'numeric'"))
                .isPositive();
    }

    @Test
    void a_word_after_a_cast_is_no_column_of_a_view_whose_table_was_renamed() {
        migrator(op -> {
                    op.createTable("parcel", t -> {
                        t.column("id", integer());
                        t.column("text", integer());
                    });
                    op.views().create("parcels", "select id from parcel where id::text <> 'a'");
                    op.renameTable("parcel").to("lot");
                    op.alterTable(
                            "lot", t -> t.changeType("text").from(integer()).to(bigint()));
                })
                .upgrade();

        assertThat(count("select count(*) from information_schema.columns where column_name = 'text' and"
                        + " data_type = 'bigint'"))
                .isOne();
    }

    @Test
    void a_fact_and_a_remedy_are_said_once() {
        database.execute("create table a (x integer); create table b () inherits (a); create table c () inherits (a);"
                + " create table d (y integer) inherits (b, c)");
        migrator(op -> {}).upgrade();

        assertThatThrownBy(migrator(
                        op -> {},
                        op -> op.alterTable("a", t -> t.renameColumn("x").to("y")),
                        op -> op.createTable("a", t -> t.column("id", integer())))::upgrade)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).split("table d already has a column y", -1))
                        .hasSize(2))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).split("rename or drop the existing column", -1))
                                .hasSize(2));
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    @SafeVarargs
    private Migrator migrator(Consumer<Operations>... upgrades) {
        List<RevisionDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < upgrades.length; i++) {
            Consumer<Operations> upgrade = upgrades[i];
            RevisionHeader header = i == 0 ? RevisionHeader.of("a0") : RevisionHeader.of("a" + i, "a" + (i - 1));
            definitions.add(new RevisionDefinition(header, RevisionOptions.DEFAULT, () -> new Migration() {
                @Override
                public void upgrade(Operations op) {
                    upgrade.accept(op);
                }

                @Override
                public void downgrade(Operations op) {
                    op.undo(this::upgrade);
                }
            }));
        }
        return Migrator.builder(database.dataSource()).scripts(definitions).build();
    }
}
