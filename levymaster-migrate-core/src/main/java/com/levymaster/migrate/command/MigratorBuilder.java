package com.levymaster.migrate.command;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.runner.RunListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Builds a {@link Migrator}. */
public final class MigratorBuilder {

    private final DataSource dataSource;
    private final List<RevisionDefinition> scripts = new ArrayList<>();
    private Repeatables repeatables = Repeatables.NONE;
    private SqlCallbacks callbacks = SqlCallbacks.NONE;
    private MigratorSettings settings = MigratorSettings.DEFAULT;
    private RunListener listener = new RunListener() {};
    private EntityComparison entities = EntityComparison.NONE;

    MigratorBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds revisions whose migrations are instantiated when they are needed. */
    public MigratorBuilder scripts(Collection<RevisionDefinition> several) {
        scripts.addAll(several);
        return this;
    }

    /** Adds revisions by their migrations; each class bears {@link com.levymaster.migrate.Revision}. */
    public MigratorBuilder migrations(Migration... several) {
        Arrays.stream(several).map(RevisionDefinition::of).forEach(scripts::add);
        return this;
    }

    /** Sets the repeatables, which are applied after the revisions whenever they change. */
    public MigratorBuilder repeatables(Repeatables value) {
        repeatables = value;
        return this;
    }

    /** Sets the SQL that runs before and after runs and revisions, and after a failure. */
    public MigratorBuilder callbacks(SqlCallbacks value) {
        callbacks = value;
        return this;
    }

    /** Sets the settings of all runs; the default is {@link MigratorSettings#DEFAULT}. */
    public MigratorBuilder settings(MigratorSettings value) {
        settings = value;
        return this;
    }

    /** Sets the listener that is notified of each run. */
    public MigratorBuilder listener(RunListener value) {
        listener = value;
        return this;
    }

    /** Sets the entity models that {@link Migrator#compareEntities} compares with the database. */
    public MigratorBuilder entities(EntityComparison value) {
        entities = value;
        return this;
    }

    /**
     * Builds the migrator.
     *
     * @throws com.levymaster.migrate.revision.RevisionException listing all faults, if the revisions do not form a graph
     */
    public Migrator build() {
        return new Migrator(
                new ConnectionSource(dataSource),
                RevisionDefinitions.of(scripts).with(repeatables, callbacks),
                settings,
                listener,
                entities);
    }
}
