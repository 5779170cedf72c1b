package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.LevyMigrateInitializer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Removes the dependencies on database initializers, which Boot or its ahead-of-time processing adds to every bean that
 * uses the database: a command runs neither {@code schema.sql} nor Flyway nor the upgrade at start.
 */
final class DatabaseInitializerExcluder implements BeanFactoryPostProcessor, Ordered {

    private final Environment environment;

    DatabaseInitializerExcluder(Environment environment) {
        this.environment = environment;
    }

    /** After Boot has added the dependencies. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Set<String> initializers = initializers(beans);
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            String[] dependsOn = definition.getDependsOn();
            if (dependsOn != null) {
                definition.setDependsOn(Arrays.stream(dependsOn)
                        .filter(dependency -> !initializers.contains(dependency))
                        .toArray(String[]::new));
            }
        }
        for (String name : beans.getBeanNamesForType(LevyMigrateInitializer.class, true, false)) {
            ((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
        }
    }

    private Set<String> initializers(ConfigurableListableBeanFactory beans) {
        Set<String> names = new HashSet<>();
        SpringFactoriesLoader.forDefaultResourceLocation(beans.getBeanClassLoader())
                .load(DatabaseInitializerDetector.class, ArgumentResolver.of(Environment.class, environment))
                .forEach(detector -> names.addAll(detector.detect(beans)));
        return names;
    }
}
