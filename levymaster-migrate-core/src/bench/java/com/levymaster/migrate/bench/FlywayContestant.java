package com.levymaster.migrate.bench;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.internal.license.VersionPrinter;

/** Flyway, in the version that its class loader has. */
final class FlywayContestant implements Contestant {

    @Override
    public Sample.Work start(DataSource dataSource, Corpus corpus) {
        return () -> Flyway.configure(FlywayContestant.class.getClassLoader())
                .dataSource(dataSource)
                .locations("filesystem:" + corpus.flyway())
                .load()
                .migrate();
    }

    @Override
    public String toString() {
        return "Flyway " + VersionPrinter.getVersion();
    }
}
