package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The application that executes a command. */
public interface CommandContext {

    /**
     * Returns a migrator.
     *
     * @param name of the database or bean; {@code null} for the only or primary one
     * @throws com.levymaster.migrate.error.MigrationException if there is none, or {@code name} is {@code null} and there
     *     are several
     */
    Migrator migrator(@Nullable String name);

    /** Returns this application as the commands for one of several databases see it; {@code null} for the only one. */
    default CommandContext of(@Nullable String database) {
        return this;
    }

    /** Returns all migrators by the name of their database or bean, or only the named one. */
    Map<String, Migrator> migrators(@Nullable String name);

    /** The tenants of the database of a migrator; empty if it has none. */
    default Optional<TenantMigrator> tenants(Migrator migrator) {
        return Optional.empty();
    }

    /** The names of all migrators. */
    Set<String> names();

    /** The display name of the application. */
    String title();

    /** The active profiles that forbid commands that lose data. */
    Set<String> protectedProfiles();

    /** Whether the application has entities, so that {@link #model} returns a model. */
    boolean hasEntities();

    /**
     * Returns the desired model of the entities.
     *
     * @param unit name of the persistence unit; {@code null} for the only one
     * @throws com.levymaster.migrate.error.MigrationException if there is no such unit
     */
    DesiredModel model(@Nullable String unit);

    /** The configured options, which the command line may override. */
    AutogenerateOptions autogenerateOptions();

    /** The configured server of scratch databases; {@code null} if there is none. */
    @Nullable
    ScratchServer scratch();

    /** The rows that {@code db verify} inserts. */
    default List<GivenRows> given() {
        return List.of();
    }

    /** The settings of Flyway in {@code spring.flyway.*}. */
    FlywayOptions flyway();

    /** The settings of Liquibase in {@code spring.liquibase.*}. */
    LiquibaseOptions liquibase();

    /** Hints for the location of the sources. */
    ProjectHints hints();
}
