package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.autoconfigure.LevyMigrateConnectionDetails;
import com.levymaster.migrate.autoconfigure.LevyMigrateCustomizer;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A context from which auto-configurations were left out; see {@link MinimalAutoConfigurationFilter}. */
final class MinimalContext {

    /** Beans that a command creates; those of an application may depend on whatever was left out. */
    private static final List<Class<?>> CREATED = List.of(
            Migrator.class,
            MigratorSettings.class,
            LevyMigrateCustomizer.class,
            LevyMigrateConnectionDetails.class,
            RunListener.class,
            NamingConvention.class,
            AutogenerateOptions.class);

    private MinimalContext() {}

    /** Returns whether the migrators are those that the whole context would have. */
    static boolean suffices(ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        try {
            return CREATED.stream()
                            .flatMap(type -> Arrays.stream(beans.getBeanNamesForType(type, true, false)))
                            .allMatch(name -> isOfLibrary(beans, name))
                    && !Migrators.byNameIncludingAncestors(context).isEmpty();
        } catch (BeansException | MigrationException e) {
            return false;
        }
    }

    private static boolean isOfLibrary(ConfigurableListableBeanFactory beans, String name) {
        String factory = beans.containsBeanDefinition(name)
                ? beans.getBeanDefinition(name).getFactoryBeanName()
                : null;
        return factory != null
                && (factory.startsWith(LevyMigrateAutoConfiguration.class.getName())
                        || factory.equals("levyMigrateDatabases"));
    }
}
