package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autoconfigure.revision.FlywayProperties;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.cli.command.CommandContext;
import com.levymaster.migrate.cli.command.ProjectHints;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayProject;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import jakarta.persistence.EntityManagerFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The application context of a command. */
final class SpringCommandContext implements CommandContext {

    private static final List<String> PROTECTED = List.of("prod", "production");

    private static final String SCRATCH = "levymaster.migrate.autogenerate.scratch.";

    private final ConfigurableApplicationContext context;
    private final @Nullable EntityModels models;
    private final @Nullable Class<?> mainClass;

    /** @param models of the entities; {@code null} if Hibernate is not on the class path */
    SpringCommandContext(
            ConfigurableApplicationContext context, @Nullable EntityModels models, @Nullable Class<?> mainClass) {
        this.context = context;
        this.models = models;
        this.mainClass = mainClass;
    }

    @Override
    public Migrator migrator(@Nullable String name) {
        requireEnabled();
        try {
            return name == null ? context.getBean(Migrator.class) : context.getBean(name, Migrator.class);
        } catch (NoUniqueBeanDefinitionException e) {
            throw new MigrationException(
                    "The application has several migrators: " + names() + ".", "name one with --name.", e);
        } catch (NoSuchBeanDefinitionException e) {
            throw noSuchMigrator(name, e);
        }
    }

    @Override
    public Map<String, Migrator> migrators(@Nullable String name) {
        requireEnabled();
        Map<String, Migrator> all = BeanFactoryUtils.beansOfTypeIncludingAncestors(context, Migrator.class);
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

    private MigrationException noSuchMigrator(@Nullable String name, NoSuchBeanDefinitionException e) {
        if (name != null) {
            return new MigrationException(
                    "The application has no migrator \"" + name + "\".",
                    names().isEmpty() ? "omit --name." : "use one of these: " + names() + ".",
                    e);
        }
        return new MigrationException(
                "The application has no migrator, because it has no DataSource.",
                "set spring.datasource.url or levymaster.migrate.url.",
                e);
    }

    private String names() {
        return String.join(", ", BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, Migrator.class));
    }

    @Override
    public Set<String> protectedProfiles() {
        Environment environment = context.getEnvironment();
        List<String> listed = Binder.get(environment)
                .bind("levymaster.migrate.protected-profiles", Bindable.listOf(String.class))
                .orElse(PROTECTED);
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
        return (models == null ? new EntityModels() : models).of(unit);
    }

    @Override
    public AutogenerateOptions autogenerateOptions() {
        return context.getBeanProvider(AutogenerateOptions.class).getIfAvailable(() -> AutogenerateOptions.DEFAULT);
    }

    @Override
    public @Nullable ScratchServer scratch() {
        Environment environment = context.getEnvironment();
        String url = environment.getProperty(SCRATCH + "url");
        return url == null
                ? null
                : new ScratchServer(
                        url, environment.getProperty(SCRATCH + "user"), environment.getProperty(SCRATCH + "password"));
    }

    @Override
    public FlywayOptions flyway() {
        FlywayProject inPlace = context.getBeanProvider(FlywayProject.class).getIfAvailable(() -> FlywayProject.NONE);
        return FlywayProperties.read(context.getEnvironment()).withChecksums(inPlace.checksums());
    }

    @Override
    public LiquibaseOptions liquibase() {
        return LiquibaseProperties.read(context.getEnvironment());
    }

    @Override
    public ProjectHints hints() {
        Environment environment = context.getEnvironment();
        return new ProjectHints(
                environment.getProperty("levymaster.migrate.source-directory"),
                environment.getProperty("levymaster.migrate.package"),
                mainClass);
    }
}
