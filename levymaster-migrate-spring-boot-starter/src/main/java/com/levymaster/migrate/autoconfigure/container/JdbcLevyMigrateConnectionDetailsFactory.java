package com.levymaster.migrate.autoconfigure.container;

import com.levymaster.migrate.autoconfigure.LevyMigrateConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Derives the migrations' connection details from JDBC connection details, such as those of Docker Compose. */
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
