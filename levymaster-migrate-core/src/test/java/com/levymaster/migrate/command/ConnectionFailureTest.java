package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.store.HistoryQuery;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is told and advised where a database cannot be used. */
class ConnectionFailureTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Revision(id = "a1")
    static final class Nothing implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }

    private final Migrator migrator =
            Migrator.builder(database.dataSource()).migrations(new Nothing()).build();

    @Test
    void the_state_tells_whether_the_server_did_not_answer_refused_or_was_reached() {
        assertThat(failure("08001", "refused").problem()).startsWith("The database cannot be reached: refused [08001]");
        assertThat(failure("53300", "FATAL: sorry, too many clients already").problem())
                .startsWith("The database cannot be reached");
        assertThat(failure("28P01", "FATAL: password authentication failed").remedy())
                .startsWith("correct the user and password");
        assertThat(failure("3D000", "FATAL: database does not exist").remedy())
                .startsWith("create it, or correct its name in the URL");
        assertThat(failure("42501", "FATAL: permission denied for database app").remedy())
                .startsWith("grant it connect on the database");
        assertThat(failure("42501", "ERROR: permission denied to set role").remedy())
                .startsWith("correct what the pool executes on a new connection");
        assertThat(failure("42704", "FATAL: unrecognized configuration parameter")
                        .remedy())
                .contains("or the parameters of the URL");
    }

    private static MigrationException failure(String state, String message) {
        SQLException e = new SQLException(message, state);
        return ConnectionFailure.OF_PROPERTIES.of(e, e);
    }

    @Test
    void a_url_of_an_option_is_named_by_the_option_and_not_repeated() {
        assertThatThrownBy(() -> at("nonsense?password=secret").status())
                .isInstanceOfSatisfying(DatabaseUnavailableException.class, e -> {
                    assertThat(e.problem())
                            .isEqualTo("No driver accepts the URL of the database. Nothing was changed.");
                    assertThat(e.remedy()).isEqualTo("write it like jdbc:postgresql://localhost:5432/app (--url).");
                });
        assertThatThrownBy(() -> at("jdbc:postgresql://localhost:1/x").status())
                .isInstanceOfSatisfying(
                        DatabaseUnavailableException.class,
                        e -> assertThat(e.remedy()).endsWith("the URL, user and password of the data source (--url)."));
    }

    private Migrator at(String url) {
        return migrator.withDataSource(new DriverManagerDataSource(url), "--url");
    }

    @Test
    void a_role_that_may_not_read_learns_what_to_grant() {
        migrator.upgrade();
        TestDatabase.Login reader = database.role();
        database.execute("grant select on levymaster_version to " + reader.user());

        assertThatThrownBy(() -> migrator.withDataSource(reader.dataSource()).history(HistoryQuery.latest(5)))
                .isInstanceOfSatisfying(MissingPrivilegeException.class, e -> {
                    assertThat(e.problem())
                            .isEqualTo("Role " + reader.user()
                                    + " lacks a privilege: permission denied for table levymaster_history.");
                    assertThat(e.remedy())
                            .startsWith("grant what it needs to read: grant select on \"levymaster_version\","
                                    + " \"levymaster_history\" to " + reader.user() + ";");
                });
    }
}
