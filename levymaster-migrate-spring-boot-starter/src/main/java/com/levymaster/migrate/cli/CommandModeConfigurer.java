package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autoconfigure.LevyMigrateInitializer;
import com.levymaster.migrate.cli.command.AutogenerateOptionsMixin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/** Configures a context that creates beans on demand and starts nothing by itself. */
final class CommandModeConfigurer {

    private static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("spring.main.web-application-type", "none"),
            Map.entry("spring.main.lazy-initialization", "true"),
            Map.entry("spring.main.keep-alive", "false"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("spring.jpa.hibernate.ddl-auto", "none"),
            // a changed allocationSize is a difference to report, not a reason to stop
            Map.entry("spring.jpa.properties.hibernate.id.sequence.increment_size_mismatch_strategy", "none"),
            Map.entry("spring.data.jpa.repositories.bootstrap-mode", "lazy"),
            Map.entry("spring.sql.init.mode", "never"),
            Map.entry("spring.jmx.enabled", "false"),
            Map.entry("logging.threshold.console", "warn"),
            Map.entry("logging.level.org.hibernate.orm.jdbc", "off"),
            Map.entry("logging.level.org.springframework.orm.jpa", "off"),
            Map.entry("logging.level.org.springframework.context.annotation", "error"),
            Map.entry("levymaster.migrate.startup.mode", "none"),
            Map.entry("levymaster.migrate.on-model-drift", "ignore"),
            Map.entry(EntityModels.PROPERTY, "true"));

    /** Commands for which Hibernate reads the version of the server. */
    private static final Set<String> ENTITY_COMMANDS = Set.of("migrate", "check");

    /** For other commands, and without a database: Hibernate connects to no database, should a bean start it. */
    private static final Map<String, Object> WITHOUT_DATABASE = Map.of(
            "spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access", "false",
            "spring.jpa.properties.jakarta.persistence.database-product-name", "PostgreSQL");

    /** The default, which the application may override. */
    private static final Map<String, Object> NEWEST_SERVER =
            Map.of("spring.jpa.properties.jakarta.persistence.database-major-version", "18");

    private CommandModeConfigurer() {}

    /**
     * Adds properties before the configuration files are read, with precedence over them.
     *
     * @param arguments of the command
     */
    static void prepare(ConfigurableEnvironment environment, List<String> arguments) {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        if (!usesEntities(arguments) || arguments.contains(AutogenerateOptionsMixin.NO_DATABASE)) {
            properties.putAll(WITHOUT_DATABASE);
            environment.getPropertySources().addLast(new MapPropertySource("levymasterMigrateServer", NEWEST_SERVER));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("levymasterMigrateCommandLine", properties));
    }

    /** @param arguments of the command */
    static void prepare(ConfigurableApplicationContext context, List<String> arguments) {
        context.getBeanFactory()
                .registerSingleton(
                        AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NoOpLifecycleProcessor());
        context.addBeanFactoryPostProcessor(CommandModeConfigurer::removeStartupBeans);
        if (!usesEntities(arguments)) {
            context.addBeanFactoryPostProcessor(CommandModeConfigurer::excludeHibernate);
        }
    }

    private static boolean usesEntities(List<String> arguments) {
        return arguments.stream().anyMatch(ENTITY_COMMANDS::contains) && !arguments.contains("--heads-only");
    }

    /** Spring creates singletons that are LoadTimeWeaverAware early, even lazy ones such as Hibernate; makes them prototypes. */
    private static void excludeHibernate(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(LoadTimeWeaverAware.class, true, false)) {
            beans.getBeanDefinition(BeanFactoryUtils.transformedBeanName(name))
                    .setScope(BeanDefinition.SCOPE_PROTOTYPE);
        }
    }

    /** Runs when all bean definitions are registered, before Boot makes beans depend on the migrations. */
    private static void removeStartupBeans(ConfigurableListableBeanFactory beans) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
        for (String name : beans.getBeanNamesForType(LevyMigrateInitializer.class, true, false)) {
            remove(registry, name);
        }
        remove(registry, TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
        remove(registry, "scheduledBeanLazyInitializationExcludeFilter");
    }

    private static void remove(BeanDefinitionRegistry registry, String name) {
        if (registry.containsBeanDefinition(name)) {
            registry.removeBeanDefinition(name);
        }
    }

    /** Starts no message listeners, schedulers and servers. */
    private static final class NoOpLifecycleProcessor implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
