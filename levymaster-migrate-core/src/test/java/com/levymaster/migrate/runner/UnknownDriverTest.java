package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that do not give the driver's own away. */
class UnknownDriverTest {

    @Test
    void many_rows_are_inserted_by_statements_where_the_driver_cannot_copy() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table p (id bigint primary key)");

            migrator(opaque(database.dataSource()), base("a1", op -> {
                        var insert = op.insert("p").columns("id");
                        IntStream.rangeClosed(1, 1001).forEach(i -> insert.row(i));
                    }))
                    .upgrade();

            assertThat(database.jdbc()
                            .sql("select count(*) from p")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1001);
        }
    }

    private static DataSource opaque(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return opaque(source.getConnection());
            }
        };
    }

    private static Connection opaque(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                UnknownDriverTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "isWrapperFor":
                            return false;
                        case "unwrap":
                            throw new SQLException("not a wrapper");
                        default:
                            try {
                                return method.invoke(connection, args);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                    }
                });
    }
}
