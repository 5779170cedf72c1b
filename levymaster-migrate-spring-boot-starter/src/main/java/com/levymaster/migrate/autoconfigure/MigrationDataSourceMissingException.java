package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;

/** Thrown if there is no data source to migrate, or if there are several and none is primary or qualified. */
final class MigrationDataSourceMissingException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    MigrationDataSourceMissingException() {
        super(
                "There is no single DataSource to migrate: the application has none, or several and none is primary.",
                "set levymaster.migrate.url, or mark the DataSource bean to migrate with @LevyMigrateDataSource or"
                        + " @Primary; levymaster.migrate.enabled=false disables migrations.");
    }
}
