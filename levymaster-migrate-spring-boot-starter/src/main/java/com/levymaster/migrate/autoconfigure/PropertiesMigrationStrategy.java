package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Adopt;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Liquibase;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.Startup;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.PendingRevisionsException;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.command.UpgradeSplit;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Default strategy, configured by {@code levymaster.migrate.startup.*}. */
final class PropertiesMigrationStrategy implements LevyMigrateStrategy {

    private static final Log log = LogFactory.getLog(LevyMigrateInitializer.class);

    private final Startup startup;
    private final Adopt adopt;
    private final @Nullable String flywayTable;
    private final Supplier<Map<String, Integer>> checksums;
    private final Liquibase liquibase;
    private final ObjectProvider<BackgroundBackfills> background;

    /**
     * Creates a strategy.
     *
     * @param checksums of Flyway's migrations that are read where they are
     * @param background runs the backfills that a start leaves to it
     */
    PropertiesMigrationStrategy(
            LevyMigrateProperties properties,
            Supplier<Map<String, Integer>> checksums,
            ObjectProvider<BackgroundBackfills> background) {
        this.startup = properties.startup();
        this.adopt = properties.adopt();
        this.flywayTable = properties.flyway().table();
        this.checksums = checksums;
        this.liquibase = properties.liquibase();
        this.background = background;
    }

    @Override
    public void migrate(Migrator migrator) {
        try {
            run(migrator);
        } catch (RevisionException e) {
            if (e.kind() != FaultKind.MULTIPLE_HEADS) {
                throw e;
            }
            throw new MigrationException(
                    e.problem(),
                    "merge them: `db merge heads`; or apply all: levymaster.migrate.startup.target=heads.");
        }
    }

    private void run(Migrator migrator) {
        switch (startup.mode()) {
            case UPGRADE -> upgradeOnce(migrator);
            case VALIDATE -> {
                validate(migrator);
                log.info("The database has all revisions that the application needs");
            }
            case WAIT -> {
                await(migrator);
                log.info("The database has all revisions that the application needs");
            }
            case NONE -> log.debug("The database is not accessed: levymaster.migrate.startup.mode=none");
        }
    }

    /** Once the database is at its targets, this is one statement. */
    private void upgradeOnce(Migrator migrator) {
        Optional<RunReport> done = adopt == Adopt.OFF && !isBackground(migrator)
                ? Optional.empty()
                : migrator.upgradeIfUpToDate(startup.targets());
        if (done.isPresent()) {
            log(done.get());
        } else {
            adopt(migrator);
            upgrade(migrator);
        }
    }

    private void upgrade(Migrator migrator) {
        UpgradeSplit split = split(migrator);
        if (split == null) {
            log(migrator.upgrade(startup.targets()));
            return;
        }
        if (!split.now().isEmpty()) {
            log(migrator.upgrade(split.now().toArray(String[]::new)));
        }
        background.getObject().add(migrator, split);
    }

    private void validate(Migrator migrator) {
        try {
            migrator.validate(startup.targets());
        } catch (PendingRevisionsException e) {
            UpgradeSplit split = split(migrator);
            if (split == null) {
                throw e;
            }
            background.getObject().await(migrator, split);
            if (!split.now().isEmpty()) {
                migrator.validate(split.now().toArray(String[]::new));
            }
        }
    }

    private void await(Migrator migrator) {
        UpgradeSplit split = isBackground(migrator) && !migrator.isUpToDate(startup.targets()) ? split(migrator) : null;
        if (split == null) {
            migrator.awaitUpgrade(startup.waitTimeout(), startup.targets());
            return;
        }
        background.getObject().await(migrator, split);
        if (!split.now().isEmpty()) {
            migrator.awaitUpgrade(startup.waitTimeout(), split.now().toArray(String[]::new));
        }
    }

    /** What is left to backfills in the background; {@code null} if nothing is. */
    private @Nullable UpgradeSplit split(Migrator migrator) {
        if (!isBackground(migrator)) {
            return null;
        }
        Status status = migrator.status();
        if (isNew(status)) {
            return null;
        }
        UpgradeSplit split = migrator.splitAtBackfills(startup.targets());
        // without applied revisions no older build runs, but once those of now are applied, a contract revision would
        // wait
        boolean isFirst = status.applied().isEmpty() && split.later().stream().anyMatch(RevisionHeader::isContract);
        return split.later().isEmpty() || isFirst ? null : split;
    }

    private static boolean isBackground(Migrator migrator) {
        return migrator.settings().backfill().background();
    }

    /** Whether its tables are yet to be created: a backfill of them takes no time. */
    private static boolean isNew(Status status) {
        return !status.initialized() && status.existing() == null;
    }

    private void adopt(Migrator migrator) {
        if (adopt != Adopt.OFF) {
            String from = adopt == Adopt.AUTO ? null : adopt.name().toLowerCase(Locale.ROOT);
            migrator.adoptIfUnversioned(AdoptionOptions.compiled(from)
                            .withFlyway(
                                    FlywayOptions.DEFAULT.withTable(flywayTable).withChecksums(checksums.get()))
                            .withLiquibase(LiquibaseOptions.DEFAULT
                                    .withTable(liquibase.table())
                                    .withAccepted(Set.copyOf(liquibase.accept()))))
                    .ifPresent(adoption -> log.info("The database is adopted at "
                            + adoption.revisions().stream()
                                    .map(RevisionHeader::id)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static void log(RunReport report) {
        String at = report.after().isEmpty() ? "base" : String.join(", ", report.after());
        if (report.isEmpty()) {
            log.info("The database is at " + at + ": nothing to do");
        } else {
            int count = report.revisions().size();
            log.info("The database is at " + at + " after " + count + (count == 1 ? " revision" : " revisions") + " in "
                    + report.duration().toMillis() + " ms");
        }
    }
}
