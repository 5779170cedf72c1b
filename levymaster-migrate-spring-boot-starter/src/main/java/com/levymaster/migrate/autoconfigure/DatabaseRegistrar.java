package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a {@link Migrator} and a {@link LevyMigrateInitializer} for each of several databases. The application may define the
 * migrator of a database itself, as a bean of the same name.
 */
final class DatabaseRegistrar implements ImportBeanDefinitionRegistrar {

    static final String DATABASES = "levyMigrateDatabases";

    private final Environment environment;

    DatabaseRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String name : DatabaseProperties.names(environment)) {
            if (!DatabaseProperties.of(environment, name).enabled()) {
                continue;
            }
            if (!registry.containsBeanDefinition(DatabaseProperties.migratorBean(name))
                    && !isMigrator(registry, name)) {
                registry.registerBeanDefinition(
                        DatabaseProperties.migratorBean(name), definition(Migrator.class, "migrator", name));
            }
            registry.registerBeanDefinition(
                    initializerBean(name), definition(LevyMigrateInitializer.class, "initializer", name));
        }
    }

    static String initializerBean(String name) {
        return name + "MigrationInitializer";
    }

    private static boolean isMigrator(BeanDefinitionRegistry registry, String bean) {
        return registry.containsBeanDefinition(bean)
                && registry instanceof ListableBeanFactory beans
                && beans.isTypeMatch(bean, Migrator.class);
    }

    private static RootBeanDefinition definition(Class<?> type, String factoryMethod, String name) {
        RootBeanDefinition definition = new RootBeanDefinition();
        definition.setTargetType(type);
        definition.setFactoryBeanName(DATABASES);
        definition.setFactoryMethodName(factoryMethod);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
        return definition;
    }
}
