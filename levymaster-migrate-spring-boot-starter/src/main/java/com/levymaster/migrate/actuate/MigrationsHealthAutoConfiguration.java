package com.levymaster.migrate.actuate;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configures the health indicator, which is disabled by default: in a rolling deployment the revisions of the new
 * build are unknown to the old one, whose health is then {@code DOWN}.
 */
@AutoConfiguration(after = LevyMigrateAutoConfiguration.class)
@ConditionalOnClass({Migrator.class, HealthContributor.class})
@ConditionalOnBean(Migrator.class)
@ConditionalOnBooleanProperty("management.health.migrations.enabled")
public final class MigrationsHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"migrationsHealthIndicator", "migrationsHealthContributor"})
    HealthContributor migrationsHealthContributor(ListableBeanFactory beans) {
        Map<String, ObservedDatabase> databases = ObservedDatabase.byNameIncludingAncestors(beans);
        return databases.size() == 1
                ? new MigrationsHealthIndicator(databases.values().iterator().next())
                : CompositeHealthContributor.fromMap(databases, MigrationsHealthIndicator::new);
    }
}
