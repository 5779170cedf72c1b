package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.revision.RevisionBeans;
import com.levymaster.migrate.autoconfigure.revision.RevisionRegistrar;
import com.levymaster.migrate.autoconfigure.revision.SqlRevisionScanner;
import com.levymaster.migrate.autogenerate.AutogenerateHook;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
import com.levymaster.migrate.autogenerate.ObjectFilter;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorBuilder;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.runner.RetrySettings;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.store.TableNames;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Upgrades the database before any other bean uses it: the {@link LevyMigrateInitializer} calls the {@link
 * LevyMigrateStrategy}, which calls {@link Migrator#upgrade}. Each piece backs off if the application defines its own
 * {@link Migrator}, {@link LevyMigrateInitializer}, {@link LevyMigrateStrategy} or {@link
 * LevyMigrateConnectionDetails}.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({Migrator.class, JdbcUtils.class})
@Conditional(LevyMigrateAutoConfiguration.DataSourceCondition.class)
@ConditionalOnBooleanProperty(name = "levymaster.migrate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LevyMigrateProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class LevyMigrateAutoConfiguration {

    @Bean
    static RevisionRegistrar levyMigrateRevisionRegistrar(Environment environment, ResourceLoader resources) {
        return new RevisionRegistrar(environment, resources);
    }

    @Bean
    RevisionBeans levyMigrateRevisions(DefaultListableBeanFactory beans, ResourceLoader resources) {
        return new RevisionBeans(beans, resources);
    }

    @Bean
    @ConditionalOnMissingBean
    NamingConvention levyMigrateNamingConvention(LevyMigrateProperties properties) {
        LevyMigrateProperties.Naming naming = properties.autogenerate().naming();
        return new NamingConvention(
                naming.primaryKey(), naming.foreignKey(), naming.unique(), naming.index(), naming.check());
    }

    @Bean
    @ConditionalOnMissingBean
    AutogenerateOptions levyMigrateAutogenerateOptions(
            LevyMigrateProperties properties,
            ObjectProvider<AutogenerateHook> hooks,
            ObjectProvider<RevisionTemplate> template) {
        ObjectFilter filter = ObjectFilter.all()
                .including(properties.autogenerate().include())
                .excluding(properties.autogenerate().exclude());
        AutogenerateOptions options = properties.autogenerate().strict()
                ? AutogenerateOptions.DEFAULT.strictly()
                : AutogenerateOptions.DEFAULT;
        return options.withModes(properties.autogenerate().compare())
                .with(Choice.UNTRIED, !properties.autogenerate().tryDrafts())
                .with(Choice.WRITTEN_DOWNGRADE, properties.autogenerate().writtenDowngrade())
                .with(Choice.SAFE, properties.autogenerate().safe())
                .withFilter(filter)
                .withHooks(hooks.orderedStream().toList())
                .withTemplate(template.getIfUnique(() -> RevisionTemplate.DEFAULT));
    }

    @Bean
    LevyMigrateSchemaManagementProvider levyMigrateSchemaManagementProvider(ObjectProvider<Migrator> migrators) {
        return new LevyMigrateSchemaManagementProvider(migrators);
    }

    @Bean
    @ConditionalOnMissingBean
    LevyMigrateInitializer levyMigrationInitializer(
            ObjectProvider<Migrator> migrator,
            LevyMigrateProperties properties,
            ObjectProvider<LevyMigrateStrategy> strategy,
            ObjectProvider<LoggingSystem> logging,
            BeanFactory beans) {
        return new LevyMigrateInitializer(() -> {
            // Checked again, because ahead-of-time processing evaluates the condition when the application is built.
            if (properties.enabled()) {
                FlywayStartCheck.warn(beans);
                LevyMigrateStrategy chosen = strategy.getIfAvailable(() -> new PropertiesMigrationStrategy(properties));
                new PoolWarnings(logging.getIfAvailable()).suppressedWhile(() -> chosen.migrate(migrator.getObject()));
            }
        });
    }

    /** Defines the migrator of an application with one database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Migrator.class)
    static class MigratorConfiguration {

        @Bean
        @ConditionalOnMissingBean(LevyMigrateConnectionDetails.class)
        PropertiesLevyMigrateConnectionDetails levyMigrateConnectionDetails(LevyMigrateProperties properties) {
            return new PropertiesLevyMigrateConnectionDetails(properties);
        }

        @Bean
        MigrationEventPublisher levyMigrateEvents(ApplicationEventPublisher publisher) {
            return new MigrationEventPublisher(publisher);
        }

        @Bean
        StartupStepRunListener levyMigrateStartupSteps(ConfigurableApplicationContext context) {
            return new StartupStepRunListener(context.getApplicationStartup());
        }

        @Bean
        Migrator levyMigrator(
                LevyMigrateConnectionDetails details,
                ObjectProvider<DataSource> dataSource,
                @LevyMigrateDataSource ObjectProvider<DataSource> qualified,
                RevisionBeans revisions,
                ResourceLoader resources,
                LevyMigrateProperties properties,
                MigratorSettings settings,
                ObjectProvider<RunListener> listeners,
                ObjectProvider<EntityComparison> entities,
                ObjectProvider<LevyMigrateCustomizer> customizers) {
            MigrationDataSourceSelector selector =
                    new MigrationDataSourceSelector(qualified.getIfAvailable(), dataSource.getIfUnique(), details);
            SqlRevisionScanner files = new SqlRevisionScanner(resources);
            LevyMigrateProperties.Sql sql = properties.sql();
            try {
                MigratorBuilder builder = Migrator.builder(selector.select())
                        .scripts(revisions.definitions())
                        .scripts(files.revisions(sql.locations(), sql.placeholders()))
                        .repeatables(files.repeatables(sql.repeatables(), sql.placeholders()))
                        .callbacks(files.callbacks(sql.callbacks(), sql.placeholders()))
                        .settings(settings);
                listeners.orderedStream().reduce(RunListener::and).ifPresent(builder::listener);
                entities.ifAvailable(builder::entities);
                customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
                return builder.build();
            } catch (MigrationException e) {
                throw new MigrationStartException(e);
            }
        }

        @Bean
        @ConditionalOnMissingBean
        MigratorSettings levyMigrateSettings(LevyMigrateProperties properties, Environment environment) {
            LevyMigrateProperties.Lock lock = properties.lock();
            return MigratorSettings.DEFAULT
                    .withTables(
                            new TableNames(properties.schema(), properties.versionTable(), properties.historyTable())
                                    .withAlembic(properties.alembic().table()))
                    .withLock(new LockSettings(lock.timeout(), lock.pollInterval(), lock.key(), lock.mode()))
                    .withRetry(retry(properties.retry()))
                    .withChecksums(properties.checksums())
                    .withArguments(new RunArguments(properties.arguments(), null))
                    .withLint(new LintSettings(
                            properties.lint().ignore(), properties.lint().refuse()))
                    .withHistorySql(properties.history().sql())
                    .withLogValues(properties.logValues())
                    .withApplication(
                            environment.getProperty("spring.application.name"),
                            environment.getProperty("spring.application.version"));
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

    /** Matches if there is a data source, connection details, or a URL of the migrations' own. */
    static final class DataSourceCondition extends AnyNestedCondition {

        DataSourceCondition() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(DataSource.class)
        static final class HasDataSource {}

        @ConditionalOnBean(JdbcConnectionDetails.class)
        static final class HasConnectionDetails {}

        @ConditionalOnProperty("levymaster.migrate.url")
        static final class HasUrl {}
    }
}
