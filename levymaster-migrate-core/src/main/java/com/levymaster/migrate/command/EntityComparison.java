package com.levymaster.migrate.command;

import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.error.MigrationException;
import java.sql.Connection;
import java.util.List;

/** Holds the entities of an application against a database. */
@FunctionalInterface
public interface EntityComparison {

    /** Of a migrator that nobody told of entities. */
    EntityComparison NONE = connection -> {
        throw new MigrationException(
                "This migrator knows no entities.",
                "add JPA to the application, and where it builds its own Migrator, hand it the EntityComparison:"
                        + " Migrator.builder(…).entities(comparison).");
    };

    /** What they would change, for each persistence unit; only reads. */
    List<Comparison> compare(Connection connection);
}
