package com.levymaster.migrate.actuate;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Auto-configures the info contributor, if {@code management.info.migrations.enabled=true}. */
@AutoConfiguration(after = LevyMigrateAutoConfiguration.class)
@ConditionalOnClass({Migrator.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnBean(Migrator.class)
public final class MigrationsInfoAutoConfiguration {

    @Bean
    @ConditionalOnEnabledInfoContributor(value = "migrations", fallback = InfoContributorFallback.DISABLE)
    MigrationsInfoContributor migrationsInfoContributor(ListableBeanFactory beans) {
        return new MigrationsInfoContributor(ObservedDatabase.byNameIncludingAncestors(beans));
    }
}
