package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;

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

    private MigrationDataSourceMissingException(String problem, String remedy) {
        super(problem, remedy);
    }

    /** The database has no data source of its own, and the application has none, or several. */
    static MigrationDataSourceMissingException of(String database, List<String> beans) {
        return new MigrationDataSourceMissingException(
                "Database " + database + " has no DataSource, and the application has "
                        + (beans.isEmpty() ? "none" : "several, of which none is primary: " + String.join(", ", beans))
                        + ".",
                "set levymaster.migrate.databases." + database + ".data-source to the name of a bean, or .url.");
    }

    /** There is no bean of this name, which is the data source of the only database. */
    static MigrationDataSourceMissingException named(String bean, List<String> beans) {
        return new MigrationDataSourceMissingException(
                "The application has no DataSource of the name " + bean + ", which levymaster.migrate.data-source is.",
                "correct levymaster.migrate.data-source"
                        + (beans.isEmpty()
                                ? ", or set levymaster.migrate.url."
                                : " to one of these: " + String.join(", ", beans) + "."));
    }

    /** There is no bean of this name. */
    static MigrationDataSourceMissingException named(String database, String bean, List<String> beans) {
        return new MigrationDataSourceMissingException(
                "Database " + database + " has the data source " + bean + ", but the application has no DataSource of"
                        + " this name.",
                "correct levymaster.migrate.databases." + database + ".data-source"
                        + (beans.isEmpty() ? ", or set .url." : " to one of these: " + String.join(", ", beans) + "."));
    }
}
