package com.levymaster.migrate.command;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.runner.RunListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Gathers what a {@link Migrator} needs. */
public final class MigratorBuilder {

    private final DataSource dataSource;
    private final List<RevisionDefinition> scripts = new ArrayList<>();
    private MigratorSettings settings = MigratorSettings.DEFAULT;
    private RunListener listener = new RunListener() {};
    private EntityComparison entities = EntityComparison.NONE;

    MigratorBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds revisions whose migrations are made when they are needed. */
    public MigratorBuilder scripts(Collection<RevisionDefinition> several) {
        scripts.addAll(several);
        return this;
    }

    /** Adds revisions. */
    public MigratorBuilder migrations(Migration... several) {
        Arrays.stream(several).map(RevisionDefinition::of).forEach(scripts::add);
        return this;
    }

    /** Replaces the settings; {@link MigratorSettings#DEFAULT} by default. */
    public MigratorBuilder settings(MigratorSettings value) {
        settings = value;
        return this;
    }

    /** Sets the listener that is notified of runs; none by default. */
    public MigratorBuilder listener(RunListener value) {
        listener = value;
        return this;
    }

    /** Lets {@link Migrator#compareEntities} know what the application wants its database to be. */
    public MigratorBuilder entities(EntityComparison value) {
        entities = value;
        return this;
    }

    /** @throws com.levymaster.migrate.revision.RevisionException with all faults, when the revisions are no graph */
    public Migrator build() {
        return new Migrator(
                new ConnectionSource(dataSource), RevisionDefinitions.of(scripts), settings, listener, entities);
    }
}
