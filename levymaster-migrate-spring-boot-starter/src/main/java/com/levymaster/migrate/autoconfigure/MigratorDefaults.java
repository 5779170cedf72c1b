package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.runner.RunListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives a migrator that the application defines itself what an auto-configured one has: the settings of the properties, unless it was
 * built with others, the {@link RunListener} beans, and a name in log lines if there are several.
 */
final class MigratorDefaults implements BeanPostProcessor {

    private final ListableBeanFactory beans;

    MigratorDefaults(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof Migrator migrator)
                || beans.getBean(MigratorFactory.class).hasCreated(migrator)) {
            return bean;
        }
        Migrator complete = migrator.withSettings(settings(migrator.settings(), beanName));
        for (RunListener listener :
                beans.getBeanProvider(RunListener.class).orderedStream().toList()) {
            // one that the application has added itself is not called twice
            complete = complete.withListener(listener);
        }
        return complete;
    }

    private MigratorSettings settings(MigratorSettings built, String beanName) {
        String database = database(beanName);
        boolean isDefault = built.equals(MigratorSettings.DEFAULT);
        Databases databases = beans.getBean(Databases.class);
        if (database != null && databases.properties(database) != null) {
            return isDefault ? databases.settings(database) : built.withDatabase(database);
        }
        MigratorSettings settings = isDefault ? beans.getBean(MigratorSettings.class) : built;
        return settings.database() == null ? settings.withDatabase(database) : settings;
    }

    /** The configured database that the bean stands for, or the name of the bean if there are several. */
    private @Nullable String database(String beanName) {
        for (String name : beans.getBean(Databases.class).names()) {
            if (List.of(name, DatabaseProperties.migratorBean(name)).contains(beanName)) {
                return name;
            }
        }
        return beans.getBeanNamesForType(Migrator.class, true, false).length > 1 ? beanName : null;
    }
}
