package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What a step recreates has the definition that the server had: the revisions lead to equal catalogs in one run, in one run
 * for each, and by an offline script, and the downgrade leads back.
 */
class DefinitionsFromServerTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.keepingConnections();

    @Test
    void a_check_on_a_column_that_is_renamed_to_a_keyword_keeps_its_column_when_another_is_converted() {
        verify(
                op -> op.createTable("account", t -> {
                    t.column("login", text()).notNull();
                    t.column("n", integer()).notNull();
                    t.check("ck_login").that("login <> 'root' or n > 5");
                    t.check("ck_length").that("length(login) <= n");
                }),
                op -> op.alterTable("account", t -> t.renameColumn("login").to("user")),
                op -> convert(op, "account", "n"));

        assertThat(definition("ck_login")).contains("\"user\" <> 'root'");
    }

    @Test
    void a_function_a_type_and_a_keyword_named_as_the_renamed_column_stay_as_they_are() {
        verify(
                op -> op.createTable("t1", t -> {
                    t.column("lower", text());
                    t.column("date", text());
                    t.column("zone", text());
                    t.column("d", date());
                    t.column("n", integer());
                    t.check("ck_lower").that("lower(date) = date and lower <> '' and n > 0");
                    t.check("ck_date")
                            .that("d > '2020-01-01'::date and d > date '2019-01-01' and date <> '' and n > 0");
                    t.check("ck_zone").that("(d at time zone 'utc') is not null and zone <> '' and n > 0");
                    t.index("ix").on("n").where("lower(date) <> date and n > 0");
                }),
                op -> op.alterTable("t1", t -> {
                    t.renameColumn("lower").to("Lower");
                    t.renameColumn("date").to("day");
                    t.renameColumn("zone").to("order");
                }),
                op -> convert(op, "t1", "n"));

        assertThat(definition("ck_lower")).contains("lower(day) = day", "\"Lower\" <> ''");
    }

    @Test
    void a_conversion_keeps_all_that_depends_on_the_column() {
        verify(
                op -> {
                    op.createTable("receipt", t -> {
                        t.column("id", integer()).identity();
                        t.column("n", integer())
                                .notNull()
                                .defaultSql("length('four')")
                                .comment("printed");
                        t.column("kind", text());
                        t.primaryKey("pk_receipt").on("id");
                        t.unique("uq_receipt").on("n", "kind");
                        t.check("ck_receipt").that("n > 0").notValid();
                        t.index("ix_receipt").on("kind").include("n").where("n > 3");
                    });
                    op.execute("alter index uq_receipt set (fillfactor = 70)").reversedBy("select 1");
                    op.execute("alter table receipt cluster on uq_receipt; grant select (n) on receipt to public;"
                                    + " create statistics st on n, kind from receipt; alter statistics st set statistics 44;"
                                    + " create index ix_sum on receipt ((n + length(kind)));"
                                    + " alter index ix_sum alter column 1 set statistics 77;"
                                    + " alter table receipt alter column n set (n_distinct = 5)")
                            .reversedBy("select 1");
                    op.execute("insert into receipt (n, kind) values (1, 'a'), (2, 'b')")
                            .reversedBy("select 1");
                },
                op -> convert(op, "receipt", "n"),
                op -> convert(op, "receipt", "id"));
    }

    @Test
    void an_enum_value_is_removed_from_a_type_that_a_column_is_named_after_and_that_was_renamed() {
        verify(
                op -> {
                    op.types().createEnum("status", "A", "B", "it's");
                    op.createTable("t1", t -> {
                        t.column("id", integer()).notNull();
                        t.column("status", enumType("status")).notNull().defaultValue("A");
                        t.column("all", array(enumType("status")));
                        t.column("label", text()).defaultSql("lower('A'::status::text)");
                        t.column("n", integer());
                        t.check("ck").that("status <> 'B' or n > 0").comment("of B");
                        t.check("ck_all").that("'B'::status <> all (\"all\")");
                        t.index("ix").on("n").where("status = 'A'").comment("of A");
                    });
                    op.execute("revoke usage on type status from public").reversedBy("select 1");
                },
                op -> {
                    op.types().rename("status").to("district_status");
                    op.types().renameEnumValue("district_status", "A").to("open");
                },
                op -> op.types().removeEnumValue("district_status", "it's").wasAfter("B"));

        assertThat(definition("ck")).contains("status <> 'B'::district_status");
    }

    @Test
    void what_raw_sql_has_changed_is_what_a_conversion_restores() {
        String before =
                "alter table county alter column n set default 3; alter table city alter column n set default 5;"
                        + " alter table county alter column name set default 'it''s \\ ''it'''";
        String after = "alter table county alter column n set default 8; alter table city alter column n set default 9;"
                + " alter table county alter column name set default lower('A')";
        verify(
                op -> {
                    op.createTable("county", t -> {
                        t.column("n", integer()).defaultValue(3);
                        t.column("name", text()).defaultValue("it's \\ 'it'");
                    });
                    op.execute("create table city () inherits (county); alter table city alter column n set default 5;"
                                    + " create table place (code text collate \"C\" default 'a');"
                                    + " alter table place alter column code set storage external")
                            .reversedBy("select 1");
                },
                op -> {
                    op.execute(after).reversedBy(before);
                    convert(op, "county", "n");
                    op.convertColumn("county", "name")
                            .from(text())
                            .to(varchar(50))
                            .using("name")
                            .reversedUsing("name");
                    op.convertColumn("place", "code")
                            .from(text())
                            .to(varchar(50))
                            .using("code")
                            .reversedUsing("code");
                });

        assertThat(CatalogSnapshot.of(database).lines())
                .anyMatch(line ->
                        line.startsWith("column public.county.n:") && line.contains("bigint") && line.contains(" 8"))
                .anyMatch(line -> line.startsWith("column public.city.n:") && line.contains(" 9"))
                .anyMatch(line -> line.startsWith("column public.place.code:") && line.contains("\"C\""));
    }

    @Test
    void a_type_without_a_value_keeps_what_raw_sql_has_changed_and_gets_no_default_privileges() {
        Migrator migrator = migrator(
                op -> {
                    op.types().createEnum("mood", "LOW", "HIGH", "it's", "a\\b");
                    op.createTable("county", t -> {
                        t.column("mood", enumType("mood")).defaultValue("LOW");
                        t.column("moods", array(enumType("mood"))).defaultValue("{LOW,it's,HIGH}");
                        t.column("label", text()).defaultSql("'HIGH'::mood::text || '%'");
                    });
                    op.execute("create statistics st on mood, label from county; alter statistics st set statistics 44;"
                                    + " create index ix on county ((mood = 'LOW')); alter index ix alter column 1 set"
                                    + " statistics 77; alter table county alter column moods set storage external;"
                                    + " alter default privileges grant usage on types to pg_monitor;"
                                    + " alter default privileges revoke usage on types from public")
                            .reversedBy("select 1");
                },
                op -> {
                    op.execute(
                                    "alter type mood rename value 'LOW' to 'DEEP'; alter table county alter column mood set default"
                                            + " 'it''s'; comment on type mood is 'late'")
                            .reversedBy("select 1");
                    op.types().removeEnumValue("mood", "it's").wasAfter("HIGH").replacedBy("a\\b");
                });

        database.empty();
        migrator.upgrade("heads");
        CatalogSnapshot run = state();
        database.empty();
        database.execute("alter default privileges revoke usage on types from pg_monitor;"
                + " alter default privileges grant usage on types to public");
        database.execute(migrator.scriptUpgrade("heads"));

        assertThat(state()).isEqualTo(run);
        assertThat(CatalogSnapshot.of(database).lines())
                .anyMatch(line -> line.startsWith("type public.mood:") && line.contains("'DEEP', 'HIGH', E'a\\\\b'"))
                .anyMatch(line -> line.startsWith("column public.county.mood:") && line.contains(" 'a\\b'::mood"))
                .anyMatch(line ->
                        line.startsWith("column public.county.moods:") && line.contains("{DEEP,\"a\\\\b\",HIGH}"));
    }

    @Test
    void a_view_keeps_its_options_comments_and_privileges_when_its_query_is_replaced() {
        verify(
                op -> {
                    op.createTable("t1", t -> {
                        t.column("a", integer());
                        t.column("b", integer());
                    });
                    op.views().create("v", "select a, b from t1");
                    op.execute(
                                    "alter view v set (security_barrier = true); comment on view v is 'v'; comment on column v.a"
                                            + " is 'a'; alter view v alter column a set default 3; grant select (a) on v to public;"
                                            + " grant select on v to public")
                            .reversedBy("select 1");
                },
                op -> op.views().replace("v").from("select a, b from t1").to("select a, b from t1 where a > 0"),
                op -> op.views()
                        .replace("v")
                        .from("select a, b from t1 where a > 0")
                        .to("select b, a from t1")
                        .changingColumns());

        assertThat(CatalogSnapshot.of(database).lines())
                .anyMatch(line -> line.startsWith("relation public.v:") && line.contains("security_barrier=true"))
                .anyMatch(line -> line.startsWith("column public.v.a:") && line.endsWith(" 3 a"));
    }

    @Test
    void a_view_with_other_columns_keeps_its_triggers_rules_owner_and_privileges() {
        verify(
                op -> {
                    op.execute("alter default privileges revoke select on tables from pg_read_all_settings");
                    op.createTable("t1", t -> {
                        t.column("a", integer());
                        t.column("b", integer());
                    });
                    op.views().create("v", "select a, b from t1");
                    op.execute("create function f() returns trigger language plpgsql as 'begin return new; end';"
                                    + " create trigger tr instead of insert on v for each row execute function f();"
                                    + " comment on trigger tr on v is 'inserts';"
                                    + " create rule r as on delete to v do instead delete from t1 where t1.a = old.a;"
                                    + " comment on rule r on v is 'deletes'; grant create, usage on schema public to pg_monitor;"
                                    + " alter view v owner to pg_monitor; grant select on v to pg_read_all_stats with grant option;"
                                    + " revoke truncate on v from pg_monitor;"
                                    + " alter default privileges grant select on tables to pg_read_all_settings")
                            .reversedBy("select 1");
                },
                op -> op.views()
                        .replace("v")
                        .from("select a, b from t1")
                        .to("select b, a from t1")
                        .changingColumns());

        assertThat(CatalogSnapshot.of(database).lines())
                .anyMatch(line -> line.startsWith("trigger public.v.tr:") && line.endsWith("inserts"))
                .anyMatch(line -> line.startsWith("rule public.v.r:"))
                .anyMatch(line -> line.startsWith("relation public.v:") && line.contains("f f pg_monitor"));
    }

    @Test
    void an_object_with_another_definition_keeps_its_state_comment_owner_and_target() {
        String insert = "before insert on t1 for each row execute function f()";
        String update = "before update on t1 for each row execute function f()";
        verify(
                op -> {
                    op.execute("drop publication if exists pub").reversedBy("select 1");
                    op.createTable("t1", t -> {
                        t.column("a", integer());
                        t.column("b", integer());
                    });
                    op.functions().create("f()", "returns trigger language plpgsql as 'begin return new; end'");
                    op.alterTable("t1", t -> {
                        t.triggers().create("off", insert);
                        t.triggers().create("always", insert);
                        t.policies().create("p", "using (a > 0)");
                    });
                    op.statistics().create("st", "on a, b from t1");
                    op.publications().create("pub", "for table t1");
                    op.execute("alter table t1 disable trigger off; alter table t1 enable always trigger always;"
                                    + " comment on trigger off on t1 is 'off'; comment on policy p on t1 is 'p';"
                                    + " alter statistics st set statistics 44; comment on statistics st is 'st';"
                                    + " grant create on schema public to pg_monitor; alter statistics st owner to pg_monitor;"
                                    + " comment on publication pub is 'pub'")
                            .reversedBy("select 1");
                },
                op -> {
                    op.alterTable("t1", t -> {
                        t.triggers().replace("off").from(insert).to(update);
                        t.triggers().replace("always").from(insert).to(update);
                        t.policies().replace("p").from("using (a > 0)").to("using (a > 1)");
                    });
                    op.statistics().replace("st").from("on a, b from t1").to("(mcv) on a, b from t1");
                    op.publications().replace("pub").from("for table t1").to("for table t1 with (publish = 'insert')");
                });

        assertThat(CatalogSnapshot.of(database).lines())
                .anyMatch(line ->
                        line.startsWith("trigger public.t1.off:") && line.contains("UPDATE") && line.endsWith(" D off"))
                .anyMatch(line -> line.startsWith("trigger public.t1.always:") && line.endsWith(" A"));
        assertThat(database.jdbc()
                        .sql(
                                "select concat_ws(' ', obj_description(s.oid, 'pg_statistic_ext'), stxowner::regrole::text,"
                                        + " obj_description(p.oid, 'pg_policy'), obj_description(b.oid, 'pg_publication'))"
                                        + " from pg_statistic_ext s, pg_policy p, pg_publication b")
                        .query(String.class)
                        .single())
                .isEqualTo("st pg_monitor p pub");
    }

    @Test
    void a_renamed_sequence_a_key_with_a_unique_constraint_and_a_storage_of_the_type_itself() {
        verify(
                op -> {
                    op.sequences().create("sq");
                    op.createTable("t1", t -> {
                        t.column("a", bigint()).notNull().defaultSql("nextval('sq')");
                        t.column("n", numeric()).storage("main");
                        t.primaryKey("pk_t1").on("a");
                        t.unique("uq_t1").on("a");
                    });
                },
                op -> op.sequences().rename("sq").to("Sq 2"),
                op -> op.alterTable(
                        "t1",
                        t -> t.convertColumn("a")
                                .from(bigint())
                                .to(integer())
                                .using("a")
                                .reversedUsing("a")));
    }

    private static void convert(Operations op, String table, String column) {
        op.alterTable(
                table,
                t -> t.convertColumn(column)
                        .from(integer())
                        .to(bigint())
                        .using(column)
                        .reversedUsing(column + "::integer"));
    }

    /** Leaves the database after one run of all. */
    @SafeVarargs
    private void verify(Consumer<Operations>... bodies) {
        database.empty();
        Migrator migrator = migrator(bodies);
        List<CatalogSnapshot> states = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            migrator.upgrade("r" + i);
            states.add(state());
        }
        CatalogSnapshot after = states.get(bodies.length - 1);
        for (int i = bodies.length - 2; i >= 0; i--) {
            migrator.downgrade("r" + i);
            assertThat(state()).as("after the downgrade to r" + i).isEqualTo(states.get(i));
        }
        database.empty();
        database.execute(migrator.scriptUpgrade("heads"));
        assertThat(state()).as("by the script").isEqualTo(after);
        migrator.downgrade("r0");
        assertThat(state()).as("after one downgrade").isEqualTo(states.get(0));
        database.empty();
        migrator.upgrade("heads");
        assertThat(state()).as("in one run").isEqualTo(after);
    }

    private CatalogSnapshot state() {
        return CatalogSnapshot.of(database).without("levymaster_");
    }

    private String definition(String constraint) {
        return database.jdbc()
                .sql("select pg_get_constraintdef(oid) from pg_constraint where conname = ?")
                .param(constraint)
                .query(String.class)
                .single();
    }

    @SafeVarargs
    private Migrator migrator(Consumer<Operations>... bodies) {
        List<RevisionDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            Consumer<Operations> body = bodies[i];
            RevisionHeader header = i == 0 ? RevisionHeader.of("r0") : RevisionHeader.of("r" + i, "r" + (i - 1));
            definitions.add(new RevisionDefinition(header, true, () -> new Migration() {
                @Override
                public void upgrade(Operations op) {
                    body.accept(op);
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
