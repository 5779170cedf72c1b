package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.EntityModelPostProcessor;
import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autoconfigure.WithoutDatabase;
import com.levymaster.migrate.cli.command.AutogenerateOptionsMixin;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Creates the context of a command. It has the bean definitions of the application, but it creates a bean only when the
 * command or another bean needs it, starts no lifecycle, and publishes no events.
 */
final class CommandApplicationContextFactory implements ApplicationContextFactory {

    private static final List<String> JPA_CLASSES = List.of(
            "org.hibernate.jpa.boot.spi.IntegratorProvider",
            "org.springframework.orm.jpa.AbstractEntityManagerFactoryBean");

    /** Hibernate changes and validates no schema and writes no scripts. */
    private static final Map<String, Object> READ_ONLY = Map.of(
            "hibernate.hbm2ddl.auto", "none",
            // a changed allocationSize is a difference to report, not a reason to stop
            "hibernate.id.sequence.increment_size_mismatch_strategy", "none",
            "jakarta.persistence.schema-generation.database.action", "none",
            "jakarta.persistence.schema-generation.scripts.action", "none");

    /** Hibernate connects to no database. */
    private static final Map<String, Object> WITHOUT_DATABASE = Map.of(
            "hibernate.boot.allow_jdbc_metadata_access", "false",
            "jakarta.persistence.database-product-name", "PostgreSQL");

    /** The default, which the application may override. */
    private static final Map<String, Object> NEWEST_SERVER = Map.of("jakarta.persistence.database-major-version", "18");

    private final boolean usesDatabase;
    private final boolean hibernateUsesDatabase;
    private final boolean minimal;
    private @Nullable EntityModels models;

    /**
     * @param arguments of the command
     * @param usesDatabase whether the command connects
     * @param minimal whether auto-configurations are left out that no revision needs
     */
    CommandApplicationContextFactory(List<String> arguments, boolean usesDatabase, boolean minimal) {
        this.usesDatabase = usesDatabase;
        this.hibernateUsesDatabase = !arguments.contains(AutogenerateOptionsMixin.NO_DATABASE);
        this.minimal = minimal;
    }

    @Override
    public ConfigurableApplicationContext create(@Nullable WebApplicationType type) {
        OnDemandBeanFactory beans = new OnDemandBeanFactory(minimal);
        beans.registerSingleton(
                AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME, new SilentEventMulticaster());
        beans.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NoOpLifecycleProcessor());
        GenericApplicationContext context = AotDetector.useGeneratedArtifacts()
                ? new GenericApplicationContext(beans)
                : new AnnotationConfigApplicationContext(beans);
        context.registerBean(
                DatabaseInitializerExcluder.class, () -> new DatabaseInitializerExcluder(context.getEnvironment()));
        if (!usesDatabase) {
            beans.registerSingleton(WithoutDatabase.class.getName(), new WithoutDatabase());
        }
        if (JPA_CLASSES.stream().allMatch(name -> ClassUtils.isPresent(name, null))) {
            EntityModels read = EntityModels.of(context);
            beans.addBeanPostProcessor(new EntityModelPostProcessor(
                    () -> read, beans.getBeanProvider(NamingConvention.class), overrides(), defaults()));
            models = read;
        }
        return context;
    }

    /** The models of the entities, read on the first request; {@code null} if Hibernate is not on the class path. */
    @Nullable
    EntityModels models() {
        return models;
    }

    /** Returns whether the initializer can be applied to a context that serves no web requests. */
    static boolean accepts(ApplicationContextInitializer<?> initializer) {
        Class<?> required =
                GenericTypeResolver.resolveTypeArgument(initializer.getClass(), ApplicationContextInitializer.class);
        return required == null || required.isAssignableFrom(AnnotationConfigApplicationContext.class);
    }

    private Map<String, Object> overrides() {
        Map<String, Object> properties = new HashMap<>(READ_ONLY);
        if (!hibernateUsesDatabase) {
            properties.putAll(WITHOUT_DATABASE);
        }
        return properties;
    }

    private Map<String, Object> defaults() {
        return hibernateUsesDatabase ? Map.of() : NEWEST_SERVER;
    }

    /** The application's listeners receive no events of a command. */
    private static final class SilentEventMulticaster extends SimpleApplicationEventMulticaster {

        @Override
        public void multicastEvent(ApplicationEvent event, @Nullable ResolvableType type) {}
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
