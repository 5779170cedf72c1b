package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Mode;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Startup;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.runner.Report;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** What {@code levymaster.migrate.startup.*} says. */
final class StartupStrategy implements MigrationStrategy {

    private static final Log log = LogFactory.getLog(MigrationInitializer.class);

    private final Startup startup;
    private final Duration pollInterval;

    StartupStrategy(LevyMigrateProperties properties) {
        this.startup = properties.startup();
        this.pollInterval = properties.lock().pollInterval();
    }

    @Override
    public void migrate(Migrator migrator) {
        switch (startup.mode()) {
            case UPGRADE -> log(migrator.upgrade(targets()));
            case VALIDATE -> validate(migrator);
            case WAIT -> waitFor(migrator);
            case NONE -> log.debug("The database is left alone: levymaster.migrate.startup.mode=none");
        }
    }

    private static void log(Report report) {
        String at = report.after().isEmpty() ? "base" : String.join(", ", report.after());
        if (report.isEmpty()) {
            log.info("The database is at " + at + ": nothing to do");
        } else {
            int count = report.revisions().size();
            log.info("The database is at " + at + " after " + count + (count == 1 ? " revision" : " revisions") + " in "
                    + report.duration().toMillis() + " ms");
        }
    }

    private void validate(Migrator migrator) {
        if (!migrator.isUpToDate(targets())) {
            throw PendingRevisionsException.of(Mode.VALIDATE, migrator.status());
        }
        log.info("The database has all that the application needs");
    }

    private void waitFor(Migrator migrator) {
        long start = System.nanoTime();
        boolean said = false;
        while (!migrator.isUpToDate(targets())) {
            if (System.nanoTime() - start >= startup.waitTimeout().toNanos()) {
                throw PendingRevisionsException.of(Mode.WAIT, migrator.status());
            }
            if (!said) {
                log.info("Waiting for another process to upgrade the database");
                said = true;
            }
            pause();
        }
        log.info("The database has all that the application needs");
    }

    private void pause() {
        try {
            Thread.sleep(pollInterval.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PendingRevisionsException.interrupted();
        }
    }

    private String[] targets() {
        return startup.target().toArray(String[]::new);
    }
}
