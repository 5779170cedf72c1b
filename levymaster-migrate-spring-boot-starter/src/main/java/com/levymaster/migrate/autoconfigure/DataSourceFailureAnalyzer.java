package com.levymaster.migrate.autoconfigure;

import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Names a {@link DataSource} bean that cannot be created, such as one whose driver is not on the class path, unless an analyzer of the
 * application or of Boot knows the cause.
 */
final class DataSourceFailureAnalyzer implements FailureAnalyzer, Ordered {

    private static final String URL = "spring.datasource.url";
    private static final String JNDI = "spring.datasource.jndi-name";

    /** Of Boot's analyzers whose remedy for a data source is an embedded database. */
    private static final String OF_JDBC = "org.springframework.boot.jdbc.";

    private final ConfigurableListableBeanFactory beans;
    private final Environment environment;

    DataSourceFailureAnalyzer(BeanFactory beans, Environment environment) {
        this.beans = (ConfigurableListableBeanFactory) beans;
        this.environment = environment;
    }

    /** Before Boot's analyzer, whose remedy for a wrong URL is an embedded database. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        if ("false".equalsIgnoreCase(property("levymaster.migrate.enabled", "true"))) {
            return null;
        }
        FailureAnalysis cycle = new DataSourceCycle(beans).analyze(failure);
        if (cycle != null) {
            return cycle;
        }
        BeanCreationException found = null;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof BeanCreationException creation && isDataSource(creation.getBeanName())) {
                found = creation;
            }
        }
        return found == null ? null : analyze(found);
    }

    private @Nullable FailureAnalysis analyze(BeanCreationException failure) {
        String bean = String.valueOf(failure.getBeanName());
        FailureAnalysis ofProperties = isOfProperties(bean) ? analyzeProperties(bean, failure) : null;
        if (ofProperties != null) {
            return ofProperties;
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        // of other beans Boot's analyzers know more
        return root instanceof BeansException || isExplained(failure)
                ? null
                : new FailureAnalysis(
                        "The data source \"" + bean + "\" cannot be created: " + reason(root),
                        isOfProperties(bean)
                                ? "Check its URL, driver and pool (spring.datasource.*), and that their classes are on"
                                        + " the class path."
                                : "Correct the bean of the application, or what it is configured with.",
                        failure);
    }

    /** Whether an analyzer of the application or of Boot knows the cause, such as the property that cannot be bound. */
    private boolean isExplained(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation(beans.getBeanClassLoader())
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(BeanFactory.class, beans).and(Environment.class, environment),
                        FailureHandler.handleMessage((message, cause) -> {}))
                .stream()
                .filter(analyzer -> !(analyzer instanceof DataSourceFailureAnalyzer))
                .filter(analyzer -> !analyzer.getClass().getName().startsWith(OF_JDBC))
                .anyMatch(analyzer -> explains(analyzer, failure));
    }

    /** An analyzer that fails is skipped, as Boot does. */
    private static boolean explains(FailureAnalyzer analyzer, Throwable failure) {
        try {
            return analyzer.analyze(failure) != null;
        } catch (RuntimeException | LinkageError e) {
            return false;
        }
    }

    private @Nullable FailureAnalysis analyzeProperties(String bean, BeanCreationException failure) {
        String name = property(JNDI, "");
        return name.isBlank()
                ? analyzeUrl(bean, failure)
                : new FailureAnalysis(
                        "The data source \"" + bean + "\" cannot be created: " + JNDI + " is " + name
                                + ", which was not found: "
                                + reason(NestedExceptionUtils.getMostSpecificCause(failure)),
                        "Correct it, or start the application in a server that has this data source; without such a"
                                + " server, remove it and set " + URL + ".",
                        failure);
    }

    /** Returns what is wrong with the URL; {@code null} if nothing is known to be. */
    private @Nullable FailureAnalysis analyzeUrl(String bean, BeanCreationException failure) {
        String problem = "The data source \"" + bean + "\" cannot be created: " + URL;
        String url;
        try {
            url = environment.getProperty(URL, "");
        } catch (PlaceholderResolutionException e) {
            return new FailureAnalysis(
                    problem + " refers to ${" + e.getPlaceholder() + "}, which cannot be resolved.",
                    "Set " + e.getPlaceholder()
                            + ", such as in an environment variable, or activate the profile that has it.",
                    failure);
        }
        if (url.isBlank()) {
            return new FailureAnalysis(
                    problem + " is not set.",
                    "Set it to a URL such as " + PostgresUrl.EXAMPLE + ", or activate the profile that has it.",
                    failure);
        }
        if (isMigrated() && PostgresUrl.isOfAnother(url)) {
            return new FailureAnalysis(
                    problem + " begins with \"" + PostgresUrl.beginOf(url)
                            + "\", and migrations run on PostgreSQL only."
                            + System.lineSeparator() + "The reason given is: "
                            + reason(NestedExceptionUtils.getMostSpecificCause(failure)),
                    "Set it to a URL such as " + PostgresUrl.EXAMPLE + ".",
                    failure);
        }
        return null;
    }

    /** Whether the migrations have no data source of their own. */
    private boolean isMigrated() {
        return property("levymaster.migrate.url", "").isBlank()
                && property("levymaster.migrate.data-source", "").isBlank()
                && DatabaseProperties.names(environment).isEmpty()
                && dataSources()
                        .noneMatch(
                                bean -> beans.findAnnotationOnBean(bean, LevyMigrateDataSource.class, false) != null);
    }

    /** Returns a property, or the default if it refers to one that is not set. */
    private String property(String name, String defaultValue) {
        try {
            return environment.getProperty(name, defaultValue);
        } catch (IllegalArgumentException e) {
            return defaultValue;
        }
    }

    private static @Nullable String reason(Throwable root) {
        return root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError
                ? "the class " + root.getMessage() + " is not on the class path."
                : root.getMessage();
    }

    private boolean isDataSource(@Nullable String name) {
        return name != null && dataSources().anyMatch(name::equals);
    }

    private Stream<String> dataSources() {
        return Arrays.stream(beans.getBeanNamesForType(DataSource.class, true, false));
    }

    /** Whether Boot creates the bean from {@code spring.datasource.*}, and nothing else has the connection details. */
    private boolean isOfProperties(String bean) {
        return isOfBoot(bean)
                && Arrays.stream(beans.getBeanNamesForType(JdbcConnectionDetails.class, true, false))
                        .allMatch(this::isOfBoot);
    }

    private boolean isOfBoot(String bean) {
        return beans.containsBeanDefinition(bean)
                && String.valueOf(beans.getBeanDefinition(bean).getFactoryBeanName())
                        .startsWith("org.springframework.boot.jdbc.autoconfigure.");
    }
}
