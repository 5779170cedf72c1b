package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;

/**
 * Leaves out Boot's auto-configurations that no revision needs, in the context of a command that uses no database. If there are
 * auto-configurations of others, which may bring revisions and depend on any of Boot's, nothing is left out.
 */
final class MinimalAutoConfigurationFilter implements AutoConfigurationImportFilter, BeanFactoryAware {

    private static final Set<String> NEEDED = Set.of(
            PropertyPlaceholderAutoConfiguration.class.getName(),
            ConfigurationPropertiesAutoConfiguration.class.getName(),
            DataSourceAutoConfiguration.class.getName(),
            JndiDataSourceAutoConfiguration.class.getName(),
            LevyMigrateAutoConfiguration.class.getName());

    private @Nullable OnDemandBeanFactory command;

    @Override
    public void setBeanFactory(BeanFactory beans) {
        command = beans instanceof OnDemandBeanFactory factory ? factory : null;
    }

    /**
     * Is called with the list of all auto-configurations, before it with those of each {@code @ImportAutoConfiguration}, which are
     * never left out, and later with single classes that an auto-configuration imports.
     */
    @Override
    public boolean[] match(String[] names, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[names.length];
        Arrays.fill(matches, true);
        OnDemandBeanFactory beans = command;
        if (beans == null || !beans.isMinimal()) {
            return matches;
        }
        if (!Arrays.stream(names).allMatch(MinimalAutoConfigurationFilter::isKnown)) {
            beans.hasForeign();
        } else if (names.length > 1 && Arrays.asList(names).contains(LevyMigrateAutoConfiguration.class.getName())) {
            for (int i = 0; i < names.length; i++) {
                matches[i] = NEEDED.contains(String.valueOf(names[i]));
            }
            beans.leavesOut();
        }
        return matches;
    }

    /** Names that another filter left out are {@code null}. */
    private static boolean isKnown(String name) {
        String text = String.valueOf(name);
        return name == null || text.startsWith("org.springframework.boot.") || isOfLibrary(text);
    }

    /** Returns whether the class is, or is in, one of this library's auto-configurations. */
    static boolean isOfLibrary(String name) {
        return name.startsWith("com.levymaster.migrate.autoconfigure.")
                || name.startsWith("com.levymaster.migrate.actuate.");
    }
}
