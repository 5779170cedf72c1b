package com.levymaster.migrate.cli;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import java.util.Arrays;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/**
 * Leaves out Boot's auto-configurations that no revision needs, in the context of a command that uses no database. If there are
 * auto-configurations of others, which may bring revisions and depend on any of Boot's, nothing is left out.
 */
final class MinimalAutoConfigurationFilter implements AutoConfigurationImportFilter, BeanFactoryAware {

    private static final Set<String> NEEDED = Set.of(
            PropertyPlaceholderAutoConfiguration.class.getName(),
            ConfigurationPropertiesAutoConfiguration.class.getName(),
            DataSourceAutoConfiguration.class.getName(),
            LevyMigrateAutoConfiguration.class.getName());

    private boolean minimal;

    @Override
    public void setBeanFactory(BeanFactory beans) {
        minimal = beans instanceof OnDemandBeanFactory command && command.isMinimal();
    }

    /** Is called with all auto-configurations, and also with single classes that one of them imports. */
    @Override
    public boolean[] match(String[] names, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[names.length];
        boolean filtered = minimal && names.length > 1 && Arrays.stream(names).allMatch(this::isKnown);
        for (int i = 0; i < names.length; i++) {
            matches[i] = !filtered || NEEDED.contains(String.valueOf(names[i]));
        }
        return matches;
    }

    /** Names that another filter left out are {@code null}. */
    private boolean isKnown(String name) {
        String text = String.valueOf(name);
        return name == null
                || text.startsWith("org.springframework.boot.")
                || text.startsWith("com.levymaster.migrate.");
    }
}
