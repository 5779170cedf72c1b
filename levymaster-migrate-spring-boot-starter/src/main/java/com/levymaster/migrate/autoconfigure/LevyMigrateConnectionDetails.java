package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** How the migrations reach the database, where they do not use the application's connections. */
public interface LevyMigrateConnectionDetails extends ConnectionDetails {

    /** Without one, the migrations use the application's data source. */
    @Nullable
    String getJdbcUrl();

    /** Without a URL, the user who migrates over the application's URL. */
    @Nullable
    String getUsername();

    @Nullable
    String getPassword();

    /** By default, the driver that the URL asks for. */
    default @Nullable String getDriverClassName() {
        return null;
    }
}
