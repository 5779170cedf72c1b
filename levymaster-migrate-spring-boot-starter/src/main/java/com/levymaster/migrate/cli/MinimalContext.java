package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.LevyMigrateCustomizer;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.autoconfigure.revision.RevisionRegistrar;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lint.ApplicationRule;
import com.levymaster.migrate.runner.RunListener;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** A context from which auto-configurations may have been left out; see {@link MinimalAutoConfigurationFilter}. */
final class MinimalContext {

    /** Beans that a command creates; those of an application may depend on whatever was left out. */
    private static final List<Class<?>> CREATED = List.of(
            Migrator.class,
            MigratorSettings.class,
            LevyMigrateCustomizer.class,
            RunListener.class,
            ApplicationRule.class,
            NamingConvention.class,
            AutogenerateOptions.class);

    private MinimalContext() {}

    /** Returns whether the command sees the revisions that it would see in the whole context. */
    static boolean suffices(ConfigurableApplicationContext context) {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        if (!isIncomplete(beans)) {
            return true;
        }
        try {
            return context.getBeanProvider(RevisionRegistrar.class).stream()
                            .noneMatch(RevisionRegistrar::dependsOnBeans)
                    && CREATED.stream()
                            .flatMap(type -> Arrays.stream(beans.getBeanNamesForType(type, true, false)))
                            .allMatch(name -> isOfLibrary(beans, name))
                    && (hasNone(context)
                            || !Migrators.byNameIncludingAncestors(context).isEmpty());
        } catch (BeansException | MigrationException e) {
            return false;
        }
    }

    /** Returns whether auto-configurations were left out. */
    static boolean isIncomplete(BeanFactory beans) {
        return beans instanceof OnDemandBeanFactory command && command.isIncomplete();
    }

    /** Returns whether there are no migrators, such as if migrations are disabled: neither would there be any in the whole context. */
    private static boolean hasNone(ListableBeanFactory beans) {
        return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, Migrator.class, true, false).length == 0;
    }

    private static boolean isOfLibrary(ConfigurableListableBeanFactory beans, String name) {
        String factory = beans.containsBeanDefinition(name)
                ? beans.getBeanDefinition(name).getFactoryBeanName()
                : null;
        return factory != null
                && (MinimalAutoConfigurationFilter.isOfLibrary(factory) || factory.equals("levyMigrateDatabases"));
    }
}
