package com.levymaster.migrate.actuate;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;

/** Auto-configures observations if Micrometer Observation is on the class path. */
@AutoConfiguration(
        after = LevyMigrateAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({Migrator.class, ObservationRegistry.class})
@ConditionalOnBean({Migrator.class, ObservationRegistry.class})
public final class MigrationObservationAutoConfiguration {

    @Bean
    @Fallback
    MigrationObservations levyMigrateObservations(ObjectProvider<ObservationRegistry> registry) {
        return new MigrationObservations(registry);
    }
}
