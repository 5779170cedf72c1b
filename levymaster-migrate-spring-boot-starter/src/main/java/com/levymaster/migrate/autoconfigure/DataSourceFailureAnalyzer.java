package com.levymaster.migrate.autoconfigure;

import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;

/** Names a {@link DataSource} bean that cannot be created, such as one whose driver is not on the class path. */
final class DataSourceFailureAnalyzer implements FailureAnalyzer {

    private final BeanFactory beans;

    DataSourceFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof BeansException) {
            // Boot's analyzers know more
            return null;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof BeanCreationException creation && isDataSource(creation.getBeanName())) {
                return new FailureAnalysis(
                        "The data source \"" + creation.getBeanName() + "\" cannot be created: " + root.getMessage(),
                        "Check its URL and driver (spring.datasource.*), and that the driver is on the class path.",
                        creation);
            }
        }
        return null;
    }

    private boolean isDataSource(@Nullable String name) {
        return name != null
                && beans instanceof ListableBeanFactory listable
                && Arrays.asList(listable.getBeanNamesForType(DataSource.class, true, false))
                        .contains(name);
    }
}
