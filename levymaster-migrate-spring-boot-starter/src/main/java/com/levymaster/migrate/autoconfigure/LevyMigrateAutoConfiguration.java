package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autoconfigure.revision.RevisionBeans;
import com.levymaster.migrate.autoconfigure.revision.RevisionRegistrar;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.BuildName;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.flyway.FlywayProject;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
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
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
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
@Import({DatabaseInitializationDependencyConfigurer.class, DatabaseRegistrar.class})
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
    @Lazy
    @ConditionalOnMissingBean
    NamingConvention levyMigrateNamingConvention(LevyMigrateProperties properties) {
        LevyMigrateProperties.Naming naming = properties.autogenerate().naming();
        return new NamingConvention(
                naming.primaryKey(), naming.foreignKey(), naming.unique(), naming.index(), naming.check());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    AutogenerateOptions levyMigrateAutogenerateOptions(LevyMigrateProperties properties, BeanFactory beans) {
        return AutogenerateSettings.fromProperties(beans, properties);
    }

    @Bean
    @Lazy
    LevyMigrateSchemaManagementProvider levyMigrateSchemaManagementProvider(ObjectProvider<Migrator> migrators) {
        return new LevyMigrateSchemaManagementProvider(migrators);
    }

    @Bean
    MigratorFactory levyMigratorFactory(
            ResourceLoader resources,
            ListableBeanFactory beans,
            ObjectProvider<LevyMigrateCustomizer> customizers,
            ObjectProvider<WithoutDatabase> withoutDatabase) {
        return new MigratorFactory(resources, beans, customizers, withoutDatabase.getIfAvailable() == null);
    }

    @Bean(DatabaseRegistrar.DATABASES)
    Databases levyMigrateDatabases(
            ListableBeanFactory beans,
            Environment environment,
            ResourceLoader resources,
            RevisionBeans revisions,
            MigratorFactory factory) {
        return new Databases(beans, environment, resources, revisions, factory);
    }

    @Bean
    static MigratorDefaults levyMigratorDefaults(ListableBeanFactory beans) {
        return new MigratorDefaults(beans);
    }

    @Bean
    BackgroundBackfills levyMigrateBackgroundBackfills() {
        return new BackgroundBackfills();
    }

    @Bean
    StartupMigration levyStartupMigration(
            ListableBeanFactory beans, LevyMigrateProperties properties, Databases databases, Environment environment) {
        return new StartupMigration(beans, properties, databases, environment);
    }

    @Bean
    @ConditionalOnMissingBean
    LevyMigrateInitializer levyMigrationInitializer(ObjectProvider<StartupMigration> migration) {
        return new LevyMigrateInitializer(() -> migration.getObject().runUnnamed());
    }

    @Bean
    @ConditionalOnMissingBean
    MigratorSettings levyMigrateSettings(
            LevyMigrateProperties properties, Environment environment, ListableBeanFactory beans) {
        return MigratorFactory.settings(properties, environment, beans);
    }

    @Bean
    @Fallback
    MigrationEventPublisher levyMigrateEvents(ApplicationEventPublisher publisher) {
        return new MigrationEventPublisher(publisher);
    }

    @Bean
    @Fallback
    StartupStepRunListener levyMigrateStartupSteps(ConfigurableApplicationContext context) {
        return new StartupStepRunListener(context.getApplicationStartup());
    }

    /** Defines the migrator of an application with one database. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(Migrator.class)
    @Conditional(OnDatabases.None.class)
    static class MigratorConfiguration {

        @Bean
        @ConditionalOnMissingBean(LevyMigrateConnectionDetails.class)
        PropertiesLevyMigrateConnectionDetails levyMigrateConnectionDetails(LevyMigrateProperties properties) {
            return new PropertiesLevyMigrateConnectionDetails(properties);
        }

        /** Migrations of Flyway that are read where they are. */
        @Bean
        FlywayProject levyMigrateFlyway(
                LevyMigrateProperties properties, Environment environment, MigratorFactory factory) {
            return factory.flyway(properties, environment);
        }

        @Bean
        Migrator levyMigrator(
                LevyMigrateConnectionDetails details,
                ObjectProvider<DataSource> dataSource,
                @LevyMigrateDataSource ObjectProvider<DataSource> qualified,
                RevisionBeans revisions,
                LevyMigrateProperties properties,
                MigratorSettings settings,
                ObjectProvider<EntityComparison> entities,
                FlywayProject flyway,
                MigratorFactory factory,
                ListableBeanFactory beans) {
            String bean = properties.dataSource();
            BuildName build = BuildName.of(settings.application(), settings.applicationVersion());
            return factory.create(
                    null,
                    () -> bean == null
                            ? new MigrationDataSourceSelector(
                                            qualified.getIfAvailable(), dataSource.getIfUnique(), details, build, false)
                                    .select()
                            : new MigrationDataSourceSelector(null, named(bean, beans), details, build, true).select(),
                    () -> RevisionAssignment.ofOnly(revisions.byClassName()),
                    properties.sql(),
                    flyway,
                    settings,
                    entities.getIfAvailable());
        }

        private static DataSource named(String bean, ListableBeanFactory beans) {
            try {
                return beans.getBean(bean, DataSource.class);
            } catch (NoSuchBeanDefinitionException e) {
                if (!bean.equals(e.getBeanName())) {
                    throw e;
                }
                throw MigrationDataSourceMissingException.named(
                        bean, List.of(beans.getBeanNamesForType(DataSource.class, true, false)));
            }
        }
    }

    /** The pool is optional. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "com.zaxxer.hikari.HikariDataSource")
    static class PoolConfiguration {

        @Bean
        static PoolConnectionNames levyMigratePoolConnectionNames(Environment environment) {
            return new PoolConnectionNames(environment);
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

        @Conditional(OnDatabases.class)
        static final class HasDatabases {}
    }
}
