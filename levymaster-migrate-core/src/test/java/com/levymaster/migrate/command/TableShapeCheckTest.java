package com.levymaster.migrate.command;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.store.VersionTableException;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version and history tables that somebody has changed are named, with the statement that restores them, before a step runs. */
@Tag("row-42")
class TableShapeCheckTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.keepingConnections();

    private final Migrator migrator = migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"));

    @BeforeEach
    void applyTheFirst() {
        migrator.upgrade("a1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            alter table levymaster_history drop column operations ~ column operations is missing ~ add column operations text
            alter table levymaster_history alter column step type bytea using null ~ column step has type bytea, not text ~ alter column step type text using step::text
            alter table levymaster_history alter column id drop identity ~ column id is no identity column ~ alter column id add generated always as identity
            alter table levymaster_history alter column recorded_at drop default ~ column recorded_at has no default ~ alter column recorded_at set default clock_timestamp()
            alter table levymaster_history add column tenant text not null default 'x'; alter table levymaster_history alter column tenant drop default ~ column tenant, which this version does not write ~ alter column "tenant" drop not null
            alter table levymaster_version alter column ordinal drop identity ~ column ordinal is no identity column ~ alter column ordinal add generated always as identity
            alter table levymaster_version drop constraint levymaster_version_pk ~ it has no primary key on revision ~ add primary key (revision)
            alter table levymaster_version drop constraint levymaster_version_pk; create unique index on levymaster_version (revision); alter table levymaster_version alter revision drop not null ~ column revision accepts null ~ alter column revision set not null
            alter table levymaster_version rename to v; create view levymaster_version as select * from v ~ it is a view, not a table ~ levymaster.migrate.version-table
            create rule eat as on insert to levymaster_version do instead nothing ~ rule "eat" replaces what is written ~ drop rule "eat" on "public"."levymaster_version"
            create function eat() returns trigger language plpgsql as 'begin return null; end'; create trigger eat before insert on levymaster_version for each row execute function eat() ~ trigger "eat" runs before each row ~ alter table "public"."levymaster_version" disable trigger "eat"
            create function eat() returns trigger language plpgsql as 'begin return null; end'; create trigger eat before insert on levymaster_history for each row execute function eat() ~ trigger "eat" runs before each row ~ alter table "public"."levymaster_history" disable trigger "eat"
            alter table levymaster_version add constraint short check (length(revision) < 2) not valid ~ constraint "short" checks what is written ~ alter table "public"."levymaster_version" drop constraint "short"
            create table known (revision text primary key); alter table levymaster_version add constraint fk foreign key (revision) references known not valid ~ constraint "fk" requires rows of another table ~ drop constraint "fk"
            alter table levymaster_history add constraint once unique (revision, event) ~ constraint "once" allows each value only once ~ drop constraint "once"
            create unique index once on levymaster_history (lower(revision)) ~ index "once" allows each value only once ~ drop index "public"."once"
            alter table levymaster_version alter revision type varchar(10) ~ column revision has type character varying(10), not text ~ alter column revision type text
            alter table levymaster_history alter message type varchar(255) ~ column message has type character varying(255), not text ~ alter column message type text
            alter table levymaster_history alter duration_ms type smallint ~ column duration_ms has type smallint, not bigint ~ alter column duration_ms type bigint
            create function f() returns trigger language plpgsql as 'begin delete from levymaster_version; return null; end'; create trigger late after insert on levymaster_history for each statement execute function f() ~ trigger "late" runs for each statement and can undo or refuse it ~ disable trigger "late"
            create function f() returns trigger language plpgsql as 'begin raise exception ''no''; end'; create constraint trigger late after insert on levymaster_version deferrable initially deferred for each row execute function f() ~ trigger "late" is checked at the end of the transaction ~ disable trigger "late"
            create table other (r text); create rule also as on insert to levymaster_version do also insert into other values ('x') ~ rule "also" writes something else as well ~ drop rule "also" on "public"."levymaster_version"
            """)
    void a_changed_table_is_named_with_the_remedy(String change, String problem, String remedy) {
        database.execute(change);

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining(remedy);
        assertThat(tables("u")).isZero();
    }

    @Test
    void all_differences_of_both_tables_are_named_together() {
        database.execute(
                "alter table levymaster_history drop column step",
                "alter table levymaster_version alter column ordinal drop identity");

        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("The version table \"public\".\"levymaster_version\" is not as expected")
                .hasMessageContaining("The history table \"public\".\"levymaster_history\" is not as expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            alter table levymaster_history alter column id drop identity ~ alter table "public"."levymaster_history" alter column id set not null, alter column id add generated always as identity; select pg_catalog.setval(pg_catalog.pg_get_serial_sequence('"public"."levymaster_history"', 'id'), pg_catalog.max(id)) from "public"."levymaster_history"
            alter table levymaster_history drop column operations ~ alter table "public"."levymaster_history" add column operations text
            alter table levymaster_version drop constraint levymaster_version_pk ~ alter table "public"."levymaster_version" add primary key (revision)
            """)
    void the_remedy_restores_the_table(String change, String remedy) {
        database.execute(change);
        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining(remedy);

        Arrays.stream(remedy.split("; ")).forEach(database::execute);

        assertThat(migrator.upgrade().after()).containsExactly("b2");
    }

    @Test
    void row_security_that_hides_rows_is_refused_by_all_commands() {
        Login role = database.role();
        database.execute(
                "grant all on schema public to " + role.user(),
                "grant all on all tables in schema public to " + role.user(),
                "alter table levymaster_version enable row level security");
        Migrator asRole = migrator(role.dataSource(), table("a1", "t"), table("a1", "b2", "u"));

        assertThatThrownBy(asRole::upgrade).hasMessageContaining("row-level security applies to this role");
        assertThatThrownBy(asRole::status).hasMessageContaining("row-level security applies to this role");
    }

    @Test
    void row_security_that_is_forced_on_the_owner_is_named() {
        Login owner = database.role();
        database.execute(
                "grant all on schema public to " + owner.user(),
                "alter table levymaster_version owner to " + owner.user(),
                "alter table levymaster_history owner to " + owner.user(),
                "alter table levymaster_history enable row level security",
                "alter table levymaster_history force row level security");

        assertThatThrownBy(migrator(owner.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::upgrade)
                .hasMessageContaining("history table")
                .hasMessageContaining("row-level security applies to this role");
        assertThat(tables("u")).isZero();
    }

    @Test
    void a_trigger_that_runs_afterwards_and_one_that_is_disabled_are_no_obstacles() {
        database.execute(
                "create function log() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger log after insert on levymaster_version for each row execute function log()",
                "create trigger old before insert on levymaster_version for each row execute function log()",
                "alter table levymaster_version disable trigger old");

        assertThat(migrator.upgrade().after()).containsExactly("b2");
    }

    @Test
    void ids_that_differ_in_blanks_or_case_are_shown_in_quotes() {
        database.execute("update levymaster_version set revision = 'a1 '");
        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("has the row \"a1 \", but according to the history, a1 is applied");

        database.execute("update levymaster_version set revision = 'A1'");
        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("has the row A1, but according to the history, a1 is applied")
                .hasMessageContaining("set revision = 'a1' where revision = 'A1'");
    }

    private long tables(String name) {
        return database.jdbc()
                .sql("select count(*) from pg_tables where tablename = ?")
                .param(name)
                .query(Long.class)
                .single();
    }
}
