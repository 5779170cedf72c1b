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

/** Starts a context that answers for its beans and does nothing by itself. */
final class CommandModeConfigurer {

    private static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("spring.main.web-application-type", "none"),
            Map.entry("spring.main.lazy-initialization", "true"),
            Map.entry("spring.main.keep-alive", "false"),
            Map.entry("spring.main.banner-mode", "off"),
            Map.entry("spring.main.log-startup-info", "false"),
            Map.entry("spring.jpa.hibernate.ddl-auto", "none"),
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

    /** Commands for which Hibernate has to know the server that it maps to. */
    private static final Set<String> ASK_ENTITIES = Set.of("migrate", "check");

    /** For the other commands it need not ask a database, if a bean starts it after all; nor where there is none. */
    private static final Map<String, Object> WITHOUT_DATABASE = Map.of(
            "spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access", "false",
            "spring.jpa.properties.jakarta.persistence.database-product-name", "PostgreSQL");

    /** Unless the application says which it has. */
    private static final Map<String, Object> NEWEST_SERVER =
            Map.of("spring.jpa.properties.jakarta.persistence.database-major-version", "18");

    private CommandModeConfigurer() {}

    /**
     * Before the configuration files are read, and above all of them.
     *
     * @param arguments of the command
     */
    static void prepare(ConfigurableEnvironment environment, List<String> arguments) {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        if (!asksEntities(arguments) || arguments.contains(AutogenerateOptionsMixin.NO_DATABASE)) {
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
        context.addBeanFactoryPostProcessor(CommandModeConfigurer::removeWhatStartsByItself);
        if (!asksEntities(arguments)) {
            context.addBeanFactoryPostProcessor(CommandModeConfigurer::leaveHibernateOut);
        }
    }

    private static boolean asksEntities(List<String> arguments) {
        return arguments.stream().anyMatch(ASK_ENTITIES::contains) && !arguments.contains("--heads-only");
    }

    /** Spring makes what may weave classes first of all, lazy or not, and Hibernate is that; but singletons only. */
    private static void leaveHibernateOut(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(LoadTimeWeaverAware.class, true, false)) {
            beans.getBeanDefinition(BeanFactoryUtils.transformedBeanName(name))
                    .setScope(BeanDefinition.SCOPE_PROTOTYPE);
        }
    }

    /** Runs after all definitions are there, and before Boot lets anything wait for the migrations. */
    private static void removeWhatStartsByItself(ConfigurableListableBeanFactory beans) {
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

    /** Starts nothing: no listeners of queues, no schedulers, no servers. */
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
