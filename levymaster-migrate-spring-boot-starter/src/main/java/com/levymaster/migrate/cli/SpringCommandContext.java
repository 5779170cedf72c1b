package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.AutogenerateSettings;
import com.levymaster.migrate.autoconfigure.ConfiguredTenants;
import com.levymaster.migrate.autoconfigure.DatabaseProperties;
import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateProperties;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.autoconfigure.revision.FlywayProperties;
import com.levymaster.migrate.autoconfigure.revision.SqlRevisionScanner;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.cli.command.CommandContext;
import com.levymaster.migrate.cli.command.ProjectHints;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayProject;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.rehearse.RehearsalSettings;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The application context of a command. */
final class SpringCommandContext implements CommandContext {

    /** The auto-configurations that make a migrator. */
    private static final Set<String> REQUIRED =
            Set.of(DataSourceAutoConfiguration.class.getName(), LevyMigrateAutoConfiguration.class.getName());

    private final ConfigurableApplicationContext context;
    private final @Nullable EntityModels models;
    private final @Nullable Class<?> mainClass;
    private final @Nullable String database;

    /** @param models of the entities; {@code null} if Hibernate is not on the class path */
    SpringCommandContext(
            ConfigurableApplicationContext context, @Nullable EntityModels models, @Nullable Class<?> mainClass) {
        this(context, models, mainClass, null);
    }

    private SpringCommandContext(
            ConfigurableApplicationContext context,
            @Nullable EntityModels models,
            @Nullable Class<?> mainClass,
            @Nullable String database) {
        this.context = context;
        this.models = models;
        this.mainClass = mainClass;
        this.database = database;
    }

    /** A migrator that is no configured database has the properties of all. */
    @Override
    public CommandContext of(@Nullable String name) {
        String configured =
                DatabaseProperties.names(context.getEnvironment()).contains(String.valueOf(name)) ? name : null;
        return new SpringCommandContext(context, models, mainClass, configured);
    }

    @Override
    public Optional<TenantMigrator> tenants(Migrator migrator) {
        return ConfiguredTenants.of(migrator, properties(), context);
    }

    private LevyMigrateProperties properties() {
        return DatabaseProperties.of(context.getEnvironment(), database);
    }

    @Override
    public Migrator migrator(@Nullable String name) {
        requireEnabled();
        if (name == null) {
            return migrator();
        }
        for (String bean : List.of(name, DatabaseProperties.migratorBean(name))) {
            if (context.containsBean(bean) && context.isTypeMatch(bean, Migrator.class)) {
                return context.getBean(bean, Migrator.class);
            }
        }
        throw new MigrationException(
                "The application has no migrator \"" + name + "\".",
                names().isEmpty() ? "omit --name." : "use one of these: " + String.join(", ", names()) + ".");
    }

    private Migrator migrator() {
        try {
            return context.getBean(Migrator.class);
        } catch (NoUniqueBeanDefinitionException e) {
            throw new MigrationException(
                    "The application has several migrators: " + String.join(", ", names()) + ".",
                    "name one with --name, or use --all for commands that do the same on each.",
                    e);
        } catch (NoSuchBeanDefinitionException e) {
            throw noMigrator(e);
        }
    }

    private MigrationException noMigrator(NoSuchBeanDefinitionException e) {
        if (!AutoConfigurationPackages.has(context)) {
            return new MigrationException(
                    "The application has no migrator, because none of its classes enables auto-configuration"
                            + (mainClass == null ? "." : ": " + mainClass.getName() + " is started.")
                            + " Active profiles: " + activeProfiles() + ".",
                    "annotate it with @SpringBootApplication, and check that its conditions and profiles match.",
                    e);
        }
        List<String> excluded = ConditionEvaluationReport.get(context.getBeanFactory()).getExclusions().stream()
                .filter(REQUIRED::contains)
                .toList();
        if (!excluded.isEmpty()) {
            return new MigrationException(
                    "The application has no migrator, because it excludes " + String.join(" and ", excluded) + ".",
                    "remove that from spring.autoconfigure.exclude, or from the exclude of @SpringBootApplication or"
                            + " @EnableAutoConfiguration.",
                    e);
        }
        boolean hasUrl = Stream.of("spring.datasource.url", "levymaster.migrate.url")
                .anyMatch(context.getEnvironment()::containsProperty);
        return hasUrl
                ? new MigrationException(
                        "The application has no migrator and no DataSource, although a URL is set.",
                        "see why the conditions of DataSourceAutoConfiguration and LevyMigrateAutoConfiguration do not"
                                + " match: the application tells if it is started with --debug.",
                        e)
                : new MigrationException(
                        "The application has no migrator, because it has no DataSource.",
                        "set spring.datasource.url or levymaster.migrate.url.",
                        e);
    }

    private String activeProfiles() {
        String[] active = context.getEnvironment().getActiveProfiles();
        return active.length == 0 ? "none" : String.join(", ", active);
    }

    @Override
    public Map<String, Migrator> migrators(@Nullable String name) {
        requireEnabled();
        Map<String, Migrator> all = Migrators.byNameIncludingAncestors(context);
        return name == null && !all.isEmpty() ? all : Map.of(String.valueOf(name), migrator(name));
    }

    @Override
    public String title() {
        return context.getEnvironment().getProperty("spring.application.name", "the application");
    }

    /** Refuses as without migrators: ahead-of-time processing may have defined them when the application was built. */
    private void requireEnabled() {
        if (!context.getEnvironment().getProperty("levymaster.migrate.enabled", Boolean.class, true)) {
            throw new MigrationException(
                    "The application has no migrator, because levymaster.migrate.enabled is false.",
                    "run the command with --levymaster.migrate.enabled=true.");
        }
    }

    /** Without creating the migrators: the data source of one may be missing. */
    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(DatabaseProperties.names(context.getEnvironment()));
        List<String> beans =
                new ArrayList<>(List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, Migrator.class)));
        names.forEach(name -> beans.removeAll(List.of(name, DatabaseProperties.migratorBean(name))));
        names.addAll(beans);
        return names;
    }

    @Override
    public Set<String> protectedProfiles() {
        Environment environment = context.getEnvironment();
        List<String> listed = properties().protectedProfiles();
        String[] active = environment.getActiveProfiles();
        Set<String> found =
                new TreeSet<>(Arrays.asList(active.length == 0 ? environment.getDefaultProfiles() : active));
        found.retainAll(listed);
        return found;
    }

    @Override
    public boolean hasEntities() {
        return models != null
                && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, EntityManagerFactory.class, true, false)
                                .length
                        > 0;
    }

    @Override
    public DesiredModel model(@Nullable String unit) {
        String configured = database == null ? null : properties().persistenceUnit();
        return (models == null ? new EntityModels() : models).of(unit == null ? configured : unit);
    }

    @Override
    public AutogenerateOptions autogenerateOptions() {
        return database == null
                ? context.getBeanProvider(AutogenerateOptions.class).getIfAvailable(() -> AutogenerateOptions.DEFAULT)
                : AutogenerateSettings.of(context, properties());
    }

    @Override
    public @Nullable ScratchServer scratch() {
        LevyMigrateProperties.Scratch scratch = properties().autogenerate().scratch();
        return scratch == null || scratch.url() == null
                ? null
                : new ScratchServer(scratch.url(), scratch.user(), scratch.password());
    }

    @Override
    public List<GivenRows> given() {
        LevyMigrateProperties.Sql sql = properties().sql();
        return new SqlRevisionScanner(context)
                .given(
                        DatabaseProperties.locations(context.getEnvironment(), database, "sql.given", sql.given()),
                        sql.placeholders());
    }

    @Override
    public RehearsalSettings rehearsal() {
        LevyMigrateProperties.Rehearse rehearse = properties().rehearse();
        return new RehearsalSettings(
                rehearse.lockTimeout(),
                rehearse.statementTimeout(),
                rehearse.totalTimeout(),
                rehearse.maxLock(),
                rehearse.java());
    }

    @Override
    public FlywayOptions flyway() {
        FlywayProject inPlace = context.getBeanProvider(FlywayProject.class).getIfAvailable(() -> FlywayProject.NONE);
        return FlywayProperties.read(context.getEnvironment()).withChecksums(inPlace.checksums());
    }

    @Override
    public LiquibaseOptions liquibase() {
        return LiquibaseProperties.read(context.getEnvironment(), properties().liquibase());
    }

    @Override
    public ProjectHints hints() {
        LevyMigrateProperties own = properties();
        return new ProjectHints(own.sourceDirectory(), own.packageName(), mainClass);
    }
}
