package com.levymaster.migrate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedInspectionTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create().execute(World.FULL.sql());

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ApplicationName=default",
                "prepareThreshold=0",
                "prepareThreshold=1",
                "prepareThreshold=-1",
                "preferQueryMode=simple",
                "binaryTransfer=false"
            })
    void a_connection_reads_the_same_schema_twenty_times(String parameter) throws SQLException {
        String url = database.url() + (database.url().contains("?") ? "&" : "?") + parameter;
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password())) {
            DatabaseSchema first = inspect(connection);

            assertThat(first.tables()).hasSizeGreaterThan(5);
            for (int i = 2; i <= 20; i++) {
                assertThat(inspect(connection)).as("reading %d", i).isEqualTo(first);
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all());
    }
}
