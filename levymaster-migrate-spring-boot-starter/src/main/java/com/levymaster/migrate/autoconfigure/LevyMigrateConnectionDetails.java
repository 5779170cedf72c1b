package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** Connection details for the migrations, if they do not use the application's data source. */
public interface LevyMigrateConnectionDetails extends ConnectionDetails {

    /** Returns the JDBC URL, or {@code null} to use the application's data source. */
    @Nullable
    String getJdbcUrl();

    /** Returns the login user. If there is no URL, this user logs in at the application's URL. */
    @Nullable
    String getUsername();

    /** Returns the password of the login user. */
    @Nullable
    String getPassword();

    /** Returns the class name of the JDBC driver, or {@code null} to derive it from the URL. */
    default @Nullable String getDriverClassName() {
        return null;
    }
}
