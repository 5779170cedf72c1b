package com.levymaster.migrate.autoconfigure;

import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ClassUtils;

/**
 * Names a configuration that supplies the data source by a method of its instance, and uses the database while that instance is
 * initialized: there is no data source before, and no migration either.
 */
final class DataSourceCycle {

    private final ConfigurableListableBeanFactory beans;

    DataSourceCycle(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Returns what to do; {@code null} if this is not the cause. */
    @Nullable
    FailureAnalysis analyze(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (!(root instanceof BeanCurrentlyInCreationException)) {
            return null;
        }
        for (String dataSource : beans.getBeanNamesForType(DataSource.class, true, false)) {
            String configuration = beans.getMergedBeanDefinition(dataSource).getFactoryBeanName();
            for (Throwable e = failure; e != null && configuration != null; e = e.getCause()) {
                if (e instanceof BeanCreationException creation && configuration.equals(creation.getBeanName())) {
                    return analysis(dataSource, configuration, root, failure);
                }
            }
        }
        return null;
    }

    private FailureAnalysis analysis(String dataSource, String configuration, Throwable root, Throwable failure) {
        Class<?> type = beans.getType(configuration, false);
        String name =
                type == null ? configuration : ClassUtils.getUserClass(type).getName();
        String user = Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().equals(name))
                .map(StackTraceElement::getMethodName)
                .filter(method -> !method.startsWith("lambda$"))
                .findFirst()
                .map(method -> name + "." + method)
                .orElse(name);
        return new FailureAnalysis(
                user + " uses the database, but the data source \"" + dataSource + "\" is supplied by this instance of "
                        + name.substring(name.lastIndexOf('.') + 1)
                        + ", which is not initialized yet. Nothing was changed.",
                "Make the method of the data source static (static @Bean), or move what reads the database to another"
                        + " bean.",
                failure);
    }
}
