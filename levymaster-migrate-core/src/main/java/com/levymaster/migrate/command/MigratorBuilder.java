package com.levymaster.migrate.command;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.script.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/** Gathers what a {@link Migrator} needs. */
public final class MigratorBuilder {

    private final DataSource dataSource;
    private final List<Script> scripts = new ArrayList<>();
    private Settings settings = Settings.DEFAULT;
    private RunListener listener = new RunListener() {};
    private EntityComparison entities = EntityComparison.NONE;

    MigratorBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Adds revisions whose migrations are made when they are needed. */
    public MigratorBuilder scripts(Collection<Script> several) {
        scripts.addAll(several);
        return this;
    }

    /** Adds revisions. */
    public MigratorBuilder migrations(Migration... several) {
        Arrays.stream(several).map(Script::of).forEach(scripts::add);
        return this;
    }

    public MigratorBuilder settings(Settings value) {
        settings = value;
        return this;
    }

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
        return new Migrator(new Connector(dataSource), Revisions.of(scripts), settings, listener, entities);
    }
}
