package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What commands need of the application that they run in. */
public interface CommandContext {

    /**
     * The one that migrates.
     *
     * @param name of the bean, where there are several; {@code null} for the only or primary one
     */
    Migrator migrator(@Nullable String name);

    /** All of them by name, or only the one that is named. */
    Map<String, Migrator> migrators(@Nullable String name);

    /** What people call the application. */
    String title();

    /** Active profiles under which nothing that loses data may run. */
    Set<String> protectedProfiles();

    /** Whether there is something that {@link #model} could tell. */
    boolean hasEntities();

    /**
     * What the entities want the database to be.
     *
     * @param unit name of the persistence unit; {@code null} for the only one
     */
    DesiredModel model(@Nullable String unit);

    /** How entities are compared and revisions written, before the command line has its say. */
    AutogenerateOptions autogenerateOptions();

    /** Where revisions may run when the application's own database is not to be asked; {@code null} for nowhere. */
    @Nullable
    ScratchServer scratch();

    /** Where sources are, as far as it is configured or can be told. */
    ProjectHints hints();
}
