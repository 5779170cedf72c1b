package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;

/** Connection details from {@code levymaster.migrate.*}. Replaced by those of a container, if there are any. */
final class PropertiesLevyMigrateConnectionDetails implements LevyMigrateConnectionDetails {

    private final LevyMigrateProperties properties;

    PropertiesLevyMigrateConnectionDetails(LevyMigrateProperties properties) {
        this.properties = properties;
    }

    @Override
    public @Nullable String getJdbcUrl() {
        return properties.url();
    }

    @Override
    public @Nullable String getUsername() {
        return properties.user();
    }

    @Override
    public @Nullable String getPassword() {
        return properties.password();
    }

    @Override
    public @Nullable String getDriverClassName() {
        return properties.driverClassName();
    }
}
