package com.levymaster.migrate.autoconfigure.container;

import com.levymaster.migrate.autoconfigure.LevyMigrateConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Details of Docker Compose, and of any other source that offers JDBC, serve the migrations too. */
final class JdbcLevyMigrateConnectionDetailsFactory
        implements ConnectionDetailsFactory<JdbcConnectionDetails, LevyMigrateConnectionDetails> {

    @Override
    public LevyMigrateConnectionDetails getConnectionDetails(JdbcConnectionDetails input) {
        return new LevyMigrateConnectionDetails() {

            @Override
            public String getJdbcUrl() {
                return input.getJdbcUrl();
            }

            @Override
            public @Nullable String getUsername() {
                return input.getUsername();
            }

            @Override
            public @Nullable String getPassword() {
                return input.getPassword();
            }

            @Override
            public String getDriverClassName() {
                return input.getDriverClassName();
            }
        };
    }
}
