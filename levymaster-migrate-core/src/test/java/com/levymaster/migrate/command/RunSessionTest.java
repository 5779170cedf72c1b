package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.lock.LockSettings.Mode;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The role and the SQL with which the session of a run begins. */
class RunSessionTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final String owner = "owner_of_" + database.name();

    @BeforeEach
    void createRole() {
        database.execute("create role " + owner, "grant create, usage on schema public to " + owner);
    }

    @AfterEach
    void dropRole() {
        database.execute("drop owned by " + owner, "drop role " + owner);
    }

    @Test
    void what_revisions_create_belongs_to_the_role_also_after_a_revision_has_reset_it() {
        migrator(RunSession.DEFAULT.withRole(owner)).upgrade();

        assertThat(database.jdbc()
                        .sql("select distinct tableowner from pg_tables where schemaname = 'public'")
                        .query(String.class)
                        .list())
                .containsExactly(owner);
    }

    @Test
    void the_connection_is_returned_as_it_was() throws SQLException {
        try (Connection connection = database.connection()) {
            SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
            RunSession session = RunSession.DEFAULT
                    .withRole(owner)
                    .withInitSql(List.of("set work_mem = '9MB'", "create temporary table scratch (id int)"));

            Migrator.builder(single)
                    .migrations(new CreateNote())
                    .settings(MigratorSettings.DEFAULT.withSession(session))
                    .build()
                    .upgrade();

            assertThat(value(connection, "current_setting('role')")).isEqualTo("none");
            assertThat(value(connection, "current_setting('work_mem')")).isNotEqualTo("9MB");
            assertThat(value(connection, "to_regclass('pg_temp.scratch')")).isNull();
        }
    }

    @Test
    void the_connection_is_returned_as_it_was_also_if_its_sql_fails() throws SQLException {
        try (Connection connection = database.connection()) {
            SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
            RunSession session =
                    RunSession.DEFAULT.withRole(owner).withInitSql(List.of("set work_mem = '9MB'", "set nothing = 1"));
            Migrator failing = Migrator.builder(single)
                    .settings(MigratorSettings.DEFAULT.withSession(session))
                    .build();

            assertThatThrownBy(failing::status).hasMessageContaining("SQL: set nothing = 1");

            assertThat(value(connection, "current_setting('role')")).isEqualTo("none");
            assertThat(value(connection, "current_setting('work_mem')")).isNotEqualTo("9MB");
        }
    }

    @Test
    void the_sql_is_executed_before_each_session() {
        Migrator migrator = migrator(
                RunSession.DEFAULT.withInitSql(List.of("create schema if not exists app", "set search_path = app")));

        migrator.upgrade();

        assertThat(migrator.status().isUpToDate()).isTrue();
        assertThat(database.jdbc()
                        .sql("select to_regclass('app.levymaster_version') is not null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void a_role_that_cannot_be_set_is_named_with_the_remedy() {
        assertThatThrownBy(() ->
                        migrator(RunSession.DEFAULT.withRole("nobody at all")).upgrade())
                .isInstanceOf(MissingPrivilegeException.class)
                .hasMessageContaining("The role nobody at all of the migrations cannot be set")
                .hasMessageContaining("levymaster.migrate.role");
    }

    @Test
    void sql_that_fails_is_shown() {
        assertThatThrownBy(() -> migrator(RunSession.DEFAULT.withInitSql(List.of("set nothing = 1")))
                        .upgrade())
                .hasMessageContaining("The SQL that begins each session fails")
                .hasMessageContaining("SQL: set nothing = 1");
    }

    @Test
    void with_a_transaction_pooler_there_is_no_session_to_begin() {
        Migrator pooled = Migrator.builder(database.dataSource())
                .settings(MigratorSettings.DEFAULT
                        .withSession(RunSession.DEFAULT.withRole(owner))
                        .withLock(MigratorSettings.DEFAULT.lock().withMode(Mode.TRANSACTION)))
                .build();

        assertThatThrownBy(pooled::upgrade).hasMessageContaining("needs a session of its own");
    }

    private Migrator migrator(RunSession session) {
        return Migrator.builder(database.dataSource())
                .migrations(new CreateNote(), new CreateOther())
                .settings(MigratorSettings.DEFAULT.withSession(session))
                .build();
    }

    private static String value(Connection connection, String expression) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select " + expression)) {
            row.next();
            return row.getString(1);
        }
    }

    @Revision(id = "n1")
    static class CreateNote implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("note", t -> t.column("id", bigint()));
            op.data("reset the role", jdbc -> jdbc.sql("reset role").update());
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("note");
        }
    }

    @Revision(id = "n2", downRevision = "n1")
    static class CreateOther implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("other", t -> t.column("id", bigint()));
        }

        @Override
        public void downgrade(Operations op) {
            op.dropTable("other");
        }
    }
}
