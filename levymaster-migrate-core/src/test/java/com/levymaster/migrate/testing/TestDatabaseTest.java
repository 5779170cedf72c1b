package com.levymaster.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {

    @Test
    void two_databases_do_not_see_each_other() {
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            one.execute("create table county (id bigint)");

            assertThat(tables(one)).isEqualTo(1);
            assertThat(tables(other)).isZero();
        }
    }

    @Test
    void is_dropped_even_while_somebody_is_connected() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = database.connection()) {
            database.close();

            assertThat(connection.isValid(5)).isFalse();
        }
    }

    @Test
    void a_role_may_not_create_tables_in_public() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("revoke create on schema public from public"); // the server's own default since 15
            JdbcClient jdbc = JdbcClient.create(database.role().dataSource());

            assertThatThrownBy(() -> jdbc.sql("create table t (id int)").update())
                    .isInstanceOf(BadSqlGrammarException.class)
                    .hasRootCauseMessage("ERROR: permission denied for schema public\n  Position: 14");
        }
    }

    @Test
    void a_container_would_be_of_the_same_version_as_the_embedded_binaries() {
        assumeThat(System.getProperty("LEVYMASTER_TEST_JDBC_URL", System.getenv("LEVYMASTER_TEST_JDBC_URL")))
                .isNull();
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(TestServer.image()).isEqualTo("postgres:" + database.version() + "-alpine");
        }
    }

    private static int tables(TestDatabase database) {
        return database.jdbc()
                .sql("select count(*) from pg_tables where schemaname = 'public'")
                .query(Integer.class)
                .single();
    }
}
