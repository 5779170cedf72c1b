package com.levymaster.migrate.command;

import com.levymaster.migrate.adopt.AdoptionSource;
import com.levymaster.migrate.adopt.AlembicSource;
import com.levymaster.migrate.adopt.ExistingDatabase;
import com.levymaster.migrate.adopt.ExistingSource;
import com.levymaster.migrate.adopt.FlywaySource;
import com.levymaster.migrate.adopt.LiquibaseSource;
import com.levymaster.migrate.error.MigrationException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sources from which a database can be adopted, the most specific first. */
final class AdoptionSources {

    private static final List<AdoptionSource> ALL =
            List.of(new AlembicSource(), new FlywaySource(), new LiquibaseSource(), new ExistingSource());

    private AdoptionSources() {}

    /** @param name of the source; {@code null} for the first that fits */
    static AdoptionSource select(@Nullable String name, ExistingDatabase found) {
        return ALL.stream()
                .filter(source ->
                        name == null ? source.fits(found) : source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> name == null
                        ? new MigrationException(
                                "The database has no tables: there is nothing to adopt. Nothing was changed.",
                                "run `db upgrade`.")
                        : new MigrationException(
                                "Nothing can be adopted from " + name + ".",
                                "name one of "
                                        + ALL.stream().map(AdoptionSource::name).collect(Collectors.joining(", "))
                                        + ", or none, so that it is found out."));
    }
}
