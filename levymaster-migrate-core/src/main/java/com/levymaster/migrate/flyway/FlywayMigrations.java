package com.levymaster.migrate.flyway;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import java.sql.Connection;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Runs Java migrations of Flyway in revisions. They need the library of Flyway on the class path; Flyway itself does not run.
 *
 * <pre>{@code
 * @Override
 * public void upgrade(Operations op) {
 *     FlywayMigrations.run(op, new V2__Fill_counties());
 * }
 * }</pre>
 */
public final class FlywayMigrations {

    private FlywayMigrations() {}

    /**
     * Runs a Java migration as one step, on the connection and in the transaction of the revision; outside of a transaction
     * if the migration says so. Its configuration has Flyway's defaults. What its {@code getChecksum()} returns is part of
     * the checksum of the revision.
     */
    public static void run(Operations op, JavaMigration migration) {
        if (migration.canExecuteInTransaction()) {
            step(op, migration);
        } else {
            op.autocommit(() -> step(op, migration));
        }
    }

    private static void step(Operations op, JavaMigration migration) {
        ClassLoader loader = migration.getClass().getClassLoader();
        Integer checksum = migration.getChecksum();
        op.dataWithConnection(
                "Java migration " + migration.getClass().getName()
                        + (checksum == null ? "" : ", of checksum " + checksum),
                connection -> migration.migrate(new RunContext(new FluentConfiguration(loader), connection)));
    }

    /** What a migration is given; {@link FluentConfiguration} reads nothing. */
    private record RunContext(Configuration configuration, Connection connection)
            implements org.flywaydb.core.api.migration.Context {

        @Override
        public Configuration getConfiguration() {
            return configuration;
        }

        @Override
        public Connection getConnection() {
            return connection;
        }
    }

    /** A revision that runs a class, which is loaded when the revision is recorded. */
    record OfClass(String className, ClassLoader loader, Migration undo) implements Migration {

        @Override
        public void upgrade(Operations op) {
            run(op, created());
        }

        @Override
        public void downgrade(Operations op) {
            undo.downgrade(op);
        }

        private JavaMigration created() {
            try {
                return (JavaMigration)
                        loader.loadClass(className).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
                throw new MigrationException(
                        "The Java migration " + className + " of Flyway cannot be created: " + e,
                        "it must be on the class path with the library of Flyway, public, with a public constructor"
                                + " without parameters.",
                        e);
            }
        }
    }
}
