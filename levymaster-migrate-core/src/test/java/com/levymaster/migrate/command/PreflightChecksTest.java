package com.levymaster.migrate.command;

import static com.levymaster.migrate.reliability.Revisions.IMPATIENT;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.ServerInfo.TableAccess;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.MissingSchemaException;
import com.levymaster.migrate.error.ReadOnlyDatabaseException;
import com.levymaster.migrate.error.UnsupportedServerException;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionTableException;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What cannot end well is refused before anything is changed. Named after the rows of the fault matrix. */
class PreflightChecksTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    @Tag("row-13")
    void an_unreachable_server_is_named_at_once() {
        Migrator migrator = migrator(
                new DriverManagerDataSource("jdbc:postgresql://localhost:1/nowhere", "nobody", ""), table("a1", "t"));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("[08001]");
    }

    @Test
    @Tag("row-13")
    void an_unreachable_server_behind_a_pool_is_named_too() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://localhost:1/nowhere");
        config.setConnectionTimeout(300);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(migrator(pool, table("a1", "t"))::upgrade)
                    .isInstanceOf(DatabaseUnavailableException.class);
        }
    }

    @Test
    void a_database_that_is_not_there_is_no_server_that_cannot_be_reached() {
        String url = database.url().replace(database.name(), "not_there");

        assertThatThrownBy(migrator(new DriverManagerDataSource(url, database.user(), ""), table("a1", "t"))::upgrade)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("The server has no such database")
                .hasMessageContaining("create it, or correct its name in the URL");
    }

    @Test
    void sql_of_the_pool_that_fails_is_no_server_that_cannot_be_reached() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setConnectionInitSql("select nonsense");
        config.setConnectionTimeout(300);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            assertThatThrownBy(migrator(pool, table("a1", "t"))::upgrade)
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("The server was reached, but the connection cannot be set up")
                    .hasMessageContaining("connection-init-sql");
        }
    }

    @Test
    @Tag("row-20")
    void a_hot_standby_is_refused() {
        assertThatThrownBy(() -> PreflightChecks.checkWriting(facts(180000, true, false), TableNames.DEFAULT))
                .isInstanceOf(ReadOnlyDatabaseException.class)
                .hasMessageContaining("hot standby");
    }

    @Test
    void a_server_that_is_too_old_is_refused() {
        assertThatThrownBy(() -> PreflightChecks.checkReading(facts(120022, false, false)))
                .isInstanceOf(UnsupportedServerException.class)
                .hasMessageContaining("PostgreSQL 12; at least 13");
    }

    @Test
    @Tag("row-21")
    void a_role_that_only_reads_is_refused() {
        Login reader = database.role();
        database.execute("alter role " + reader.user() + " set default_transaction_read_only = on");

        assertUntouched(reader, ReadOnlyDatabaseException.class, "default_transaction_read_only is on");
    }

    @Test
    @Tag("row-42")
    void a_version_table_of_another_shape_is_refused() {
        database.execute("create table levymaster_version (version_num varchar(32))");

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"))::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("is not as expected: column revision is missing")
                .hasMessageContaining("configure another name (levymaster.migrate.version-table)");
        assertNoTable("t");
    }

    @Test
    @Tag("row-42")
    void a_version_table_with_another_type_is_refused() {
        database.execute("create table levymaster_version (revision int, ordinal int)");

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"))::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("column revision has type integer, not text");
        assertNoTable("t");
    }

    @Test
    @Tag("row-42")
    void null_blank_and_doubled_rows_are_listed_together() {
        database.execute(
                "create table levymaster_version (revision text, ordinal serial)",
                "insert into levymaster_version (revision) values (null), (''), ('a1'), ('a1')");

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::status)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("a row without a revision, a row with the blank revision '', two rows for a1");
    }

    @Test
    @Tag("row-42")
    @Tag("row-40")
    void an_unknown_revision_is_refused_when_there_is_something_to_do() {
        migrator(database.dataSource(), table("a1", "t"), table("a1", "x9", "x"))
                .upgrade();

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::upgrade)
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("The database has x9, which this application does not know; this application has"
                        + " b2, which the database does not have.");
        assertNoTable("u");
    }

    @Test
    @Tag("row-39")
    void an_older_build_starts_on_a_newer_database() {
        migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))
                .upgrade();

        assertThat(migrator(database.dataSource(), table("a1", "t")).upgrade().isEmpty())
                .isTrue();
    }

    @Test
    @Tag("row-42")
    void rows_that_went_without_a_downgrade_are_missed() {
        migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))
                .upgrade();
        database.execute("delete from levymaster_version");

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("has lost rows: according to the history, a1, b2 are applied")
                .hasMessageContaining("stamp b2");
    }

    @Test
    @Tag("row-43")
    void a_lost_version_table_does_not_replay_the_history() {
        Migrator migrator = migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"));
        migrator.upgrade();
        database.execute("drop table levymaster_version");

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("is missing");

        migrator.stamp("head");
        assertThat(migrator.upgrade().isEmpty()).isTrue();
    }

    @Test
    @Tag("row-43")
    void a_schema_that_is_there_without_our_tables_is_not_made_again() {
        database.execute("create table t (id bigint)");

        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"))::upgrade)
                .isInstanceOf(VersionTableException.class)
                .hasMessageContaining("already has table t")
                .hasMessageContaining("stamp");
        assertNoTable("levymaster_version");
    }

    @Test
    @Tag("row-45")
    void a_temporary_table_does_not_stand_in_for_the_version_table() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        try (HikariDataSource pool = onlyConnection()) {
            new org.springframework.jdbc.core.JdbcTemplate(pool)
                    .execute("create temporary table levymaster_version (revision text, ordinal int);"
                            + "insert into levymaster_version values ('b2', 1)");

            assertThat(migrator(pool, table("a1", "t"), table("a1", "b2", "u"))
                            .upgrade()
                            .after())
                    .containsExactly("b2");
        }
        assertThat(count("select count(*) from pg_tables where tablename = 'u'"))
                .isOne();
    }

    @Test
    @Tag("row-46")
    void a_hostile_function_on_the_search_path_is_not_called() {
        database.execute(
                "create schema evil",
                "create function evil.to_regclass(text) returns regclass language plpgsql as $$ begin raise exception"
                        + " 'called'; end $$",
                "create function evil.pg_try_advisory_lock(bigint) returns boolean language plpgsql as $$ begin raise"
                        + " exception 'called'; end $$",
                "create function evil.eq(name, text) returns boolean language plpgsql as $$ begin raise exception"
                        + " 'called'; end $$",
                "create operator evil.= (leftarg = name, rightarg = text, function = evil.eq)",
                "create function evil.eqt(text, text) returns boolean language plpgsql as $$ begin raise exception"
                        + " 'called'; end $$",
                "create operator evil.= (leftarg = text, rightarg = text, function = evil.eqt)");
        String url = database.url() + (database.url().contains("?") ? "&" : "?")
                + "options=-c%20search_path=evil,public,pg_catalog";
        MigratorSettings settings =
                IMPATIENT.withTables(new TableNames("public", "levymaster_version", "levymaster_history"));
        Migrator migrator = migrator(
                new DriverManagerDataSource(url, database.user(), database.password()), settings, table("a1", "t"));

        assertThat(migrator.upgrade().after()).containsExactly("a1");
        assertThat(migrator.upgrade().isEmpty()).isTrue();
    }

    @Test
    @Tag("row-47")
    @Tag("row-60")
    void a_missing_schema_is_created() {
        MigratorSettings settings = IMPATIENT.withTables(new TableNames("Own \"Schema\"", "v\\'ersion", "h istory"));
        Migrator migrator = migrator(database.dataSource(), settings, table("a1", "t"));

        migrator.upgrade();

        assertThat(migrator.upgrade().isEmpty()).isTrue();
        assertThat(migrator.status().applied()).containsExactly("a1");
        assertThat(migrator.history()).hasSize(1);
    }

    @Test
    @Tag("row-47")
    void a_missing_schema_that_may_not_be_created_is_named() {
        Login login = database.role();
        MigratorSettings settings = IMPATIENT.withTables(TableNames.DEFAULT.withSchema("elsewhere"));

        assertThatThrownBy(migrator(login.dataSource(), settings, table("a1", "t"))::upgrade)
                .isInstanceOf(MissingSchemaException.class)
                .hasMessageContaining("elsewhere");
    }

    @Test
    @Tag("row-47")
    void a_search_path_without_a_schema_is_named() {
        Login login = database.role();
        database.execute("alter role " + login.user() + " set search_path = nowhere");

        assertUntouched(login, MissingSchemaException.class, "names none that exists");
    }

    @Test
    @Tag("row-48")
    void a_role_that_may_not_create_is_refused() {
        assertUntouched(database.role(), MissingPrivilegeException.class, "may not create tables in schema public");
    }

    @Test
    @Tag("row-49")
    void a_history_that_cannot_be_written_is_refused() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        Login login = database.role();
        database.execute(
                "grant create on schema public to " + login.user(),
                "grant select, insert, delete on levymaster_version to " + login.user(),
                "grant select on levymaster_history to " + login.user());

        assertThatThrownBy(migrator(login.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::upgrade)
                .isInstanceOf(MissingPrivilegeException.class)
                .hasMessageContaining("may not write to public.levymaster_history");
        assertNoTable("u");
    }

    @Test
    void a_pool_of_connections_that_only_read_is_refused() {
        try (HikariDataSource pool = onlyConnection()) {
            pool.setReadOnly(true);

            assertThatThrownBy(migrator(pool, table("a1", "t"))::upgrade)
                    .isInstanceOf(ReadOnlyDatabaseException.class)
                    .hasMessageContaining("connections that only read");
        }
    }

    private HikariDataSource onlyConnection() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private void assertUntouched(Login login, Class<? extends MigrationException> type, String text) {
        assertThatThrownBy(migrator(login.dataSource(), table("a1", "t"))::upgrade)
                .isInstanceOf(type)
                .hasMessageContaining(text)
                .hasMessageContaining("Nothing was changed");
        assertNoTable("levymaster_version");
    }

    @Test
    void a_history_of_an_earlier_version_that_is_not_ours_to_alter_is_told_of_before_anything_runs() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        TestDatabase.Login clerk = database.role();
        database.execute(
                "alter table levymaster_history drop column guards",
                "grant select, insert, delete on levymaster_version, levymaster_history to " + clerk.user(),
                "grant create on schema public to " + clerk.user());

        assertThatThrownBy(migrator(clerk.dataSource(), table("a1", "t"), table("a1", "b2", "u"))::upgrade)
                .isInstanceOf(MissingPrivilegeException.class)
                .hasMessageContaining("was made by an earlier version and lacks a column, and role " + clerk.user())
                .hasMessageContaining("migrate once as the owner of the table");
        assertNoTable("u");
    }

    private void assertNoTable(String name) {
        assertThat(count("select count(*) from pg_tables where tablename = '" + name + "'"))
                .isZero();
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    private static ServerInfo facts(int version, boolean inRecovery, boolean readOnly) {
        return new ServerInfo(
                version,
                1,
                inRecovery,
                readOnly,
                "u",
                false,
                "d",
                "s",
                true,
                true,
                true,
                true,
                TableAccess.MISSING,
                TableAccess.MISSING,
                false,
                true,
                TableShape.NONE,
                TableShape.NONE,
                List.of());
    }
}
