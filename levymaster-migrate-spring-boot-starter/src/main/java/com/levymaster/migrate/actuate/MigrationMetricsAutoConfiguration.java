package com.levymaster.migrate.actuate;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.runner.RunListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;

/** Auto-configures metrics if Micrometer is on the class path. */
@AutoConfiguration(
        after = LevyMigrateAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({Migrator.class, MeterRegistry.class})
@ConditionalOnBean({Migrator.class, MeterRegistry.class})
public final class MigrationMetricsAutoConfiguration {

    @Bean
    MigrationMetrics levyMigrateMetrics(ListableBeanFactory beans) {
        return new MigrationMetrics(() -> ObservedDatabase.byName(beans));
    }

    @Bean
    @Fallback
    RunListener levyMigrateMetricsListener(MigrationMetrics metrics) {
        return metrics.listener();
    }
}
