package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.adopt.ToolTables;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties.BackfillMode;
import com.levymaster.migrate.autoconfigure.revision.FlywayProperties;
import com.levymaster.migrate.autoconfigure.revision.FlywayScanner;
import com.levymaster.migrate.autoconfigure.revision.SqlRevisionScanner;
import com.levymaster.migrate.command.ContractPolicy;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.command.RunSession;
import com.levymaster.migrate.command.TenantSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayProject;
import com.levymaster.migrate.lint.ApplicationRule;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.BackfillGate;
import com.levymaster.migrate.runner.BackfillSettings;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.store.TableNames;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Creates migrators from properties and beans. */
final class MigratorFactory {

    private final ResourceLoader resources;
    private final ListableBeanFactory beans;
    private final ObjectProvider<LevyMigrateCustomizer> customizers;
    private final boolean usesDatabase;
    private final Set<Migrator> created =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    MigratorFactory(
            ResourceLoader resources,
            ListableBeanFactory beans,
            ObjectProvider<LevyMigrateCustomizer> customizers,
            boolean usesDatabase) {
        this.resources = resources;
        this.beans = beans;
        this.customizers = customizers;
        this.usesDatabase = usesDatabase;
    }

    /**
     * Creates a migrator.
     *
     * @param database its name; {@code null} for the only one
     * @param sql the locations of its SQL files
     * @param flyway its migrations of Flyway that are read where they are
     * @throws MigrationStartException if its data source, revisions or files are invalid
     */
    Migrator create(
            @Nullable String database,
            Supplier<DataSource> dataSource,
            Supplier<List<RevisionDefinition>> revisions,
            LevyMigrateProperties.Sql sql,
            FlywayProject flyway,
            MigratorSettings settings,
            @Nullable EntityComparison entities) {
        try {
            DataSource source = usesDatabase ? dataSource.get() : new OnDemandDataSource(dataSource);
            List<RevisionDefinition> typed = revisions.get();
            SqlRevisionScanner.Found files = new SqlRevisionScanner(resources)
                    .all(sql.locations(), sql.repeatables(), sql.callbacks(), sql.placeholders());
            MigratorBuilder builder = Migrator.builder(source)
                    .scripts(typed)
                    .scripts(files.revisions())
                    .scripts(flyway.converted().definitions())
                    .repeatables(files.repeatables().and(flyway.converted().repeatables()))
                    .callbacks(files.callbacks().and(flyway.converted().callbacks()))
                    .settings(settings);
            beans.getBeanProvider(RunListener.class)
                    .orderedStream()
                    .reduce(RunListener::and)
                    .ifPresent(builder::listener);
            if (entities != null) {
                builder.entities(entities);
            }
            Consumer<LevyMigrateCustomizer> customizing = database == null
                    ? customizer -> customizer.customize(builder)
                    : customizer -> customizer.customize(database, builder);
            customizers.orderedStream().forEach(customizing);
            Migrator built = builder.build();
            // a customizer may have replaced all settings
            Migrator migrator = built.withSettings(built.settings().withDatabase(database));
            created.add(migrator);
            if (usesDatabase && migrator.graph().headers().stream().anyMatch(RevisionHeader::isContract)) {
                beans.getBeanProvider(ConnectionNames.class).ifAvailable(names -> names.require(source));
            }
            return migrator;
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    /** Reads the migrations of Flyway that are revisions where they are. */
    FlywayProject flyway(LevyMigrateProperties properties, Environment environment) {
        List<String> locations = properties.flyway().locations();
        try {
            return locations.isEmpty()
                    ? FlywayProject.NONE
                    : new FlywayScanner(resources)
                            .read(
                                    locations,
                                    FlywayProperties.read(environment)
                                            .withOwn(properties.sql().placeholders()));
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    /** Returns whether the migrator was created here, and so has all settings and listeners. */
    boolean hasCreated(Migrator migrator) {
        return created.contains(migrator);
    }

    /** Returns the settings that the properties state. */
    static MigratorSettings settings(
            LevyMigrateProperties properties, Environment environment, ListableBeanFactory beans) {
        LevyMigrateProperties.Lock lock = properties.lock();
        String flyway = properties.flyway().table();
        return MigratorSettings.DEFAULT
                .withTables(new TableNames(properties.schema(), properties.versionTable(), properties.historyTable())
                        .withAlembic(properties.alembic().table()))
                .withLock(new LockSettings(lock.timeout(), lock.pollInterval(), lock.key(), lock.mode()))
                .withRetry(retry(properties.retry()))
                .withBackfill(backfill(properties.backfill(), beans))
                .withChecksums(properties.checksums())
                .withArguments(new RunArguments(properties.arguments(), null))
                .withLint(lint(properties.lint(), beans))
                .withSession(RunSession.DEFAULT.withRole(properties.role()).withInitSql(properties.initSql()))
                .withTenants(tenants(properties.tenants()))
                .withHistorySql(properties.history().sql())
                .withLogValues(properties.logValues())
                .withContract(properties.startup().phase() == Phase.CONTRACT ? ContractPolicy.RUN : ContractPolicy.WAIT)
                .withServerVersion(properties.serverVersion())
                .withTools(new ToolTables(
                        flyway == null ? environment.getProperty("spring.flyway.table") : flyway,
                        properties.liquibase().table()))
                .withApplication(ApplicationBuild.application(environment), ApplicationBuild.version(environment));
    }

    /** @throws MigrationStartException if there is no rule with an id, or an own rule has an invalid one */
    private static LintSettings lint(LevyMigrateProperties.Lint lint, ListableBeanFactory beans) {
        try {
            return LintSettings.of(
                    lint.ignore(),
                    lint.refuse(),
                    beans.getBeanProvider(ApplicationRule.class).orderedStream().toList());
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    /** Gates are created when a backfill asks them, so that other starts do not. */
    private static BackfillSettings backfill(LevyMigrateProperties.Backfill backfill, ListableBeanFactory beans) {
        boolean any = beans.getBeanNamesForType(BackfillGate.class, true, false).length > 0;
        BackfillGate all = () -> beans.getBeanProvider(BackfillGate.class)
                .orderedStream()
                .map(BackfillGate::reasonToWait)
                .flatMap(Optional::stream)
                .findFirst();
        return new BackfillSettings(
                backfill.pause(),
                backfill.maxReplicationLag(),
                backfill.maxWait(),
                any ? List.of(all) : List.of(),
                backfill.mode() == BackfillMode.BACKGROUND);
    }

    private static TenantSettings tenants(LevyMigrateProperties.Tenants tenants) {
        return new TenantSettings(
                tenants.connections(),
                tenants.continueAfterFailure(),
                tenants.createSchemas(),
                tenants.sharedSchemas());
    }

    private static RetrySettings retry(LevyMigrateProperties.Retry retry) {
        return new RetrySettings(
                retry.totalTimeout(),
                retry.lockTimeout(),
                retry.maxLockTimeout(),
                retry.initialBackoff(),
                retry.maxBackoff(),
                retry.startingTimeout(),
                retry.unreachableTimeout());
    }
}
