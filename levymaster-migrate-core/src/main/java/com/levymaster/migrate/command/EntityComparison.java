package com.levymaster.migrate.command;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.error.MigrationException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The entities of an application, and how {@link Migrator#compareEntities()} compares them with the database.
 *
 * @param models supplies the desired model of each persistence unit, by its name; called for each comparison
 * @param options supplies the options; called for each comparison
 */
public record EntityComparison(Supplier<Map<String, DesiredModel>> models, Supplier<AutogenerateOptions> options) {

    /** No entities: a comparison fails. */
    public static final EntityComparison NONE = new EntityComparison(
            () -> {
                throw new MigrationException(
                        "This migrator knows no entities.",
                        "add JPA to the application; if it builds its own Migrator, pass the EntityComparison:"
                                + " Migrator.builder(…).entities(comparison).");
            },
            () -> AutogenerateOptions.DEFAULT);
}
