package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.hibernate.EntityModelIntegrator;
import com.levymaster.migrate.schema.NamingConvention;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * Reads the desired schema from Hibernate's mappings, for the commands {@code migrate} and {@code check}, for tests,
 * and for {@code levymaster.migrate.on-model-drift}. Inactive in every other start.
 */
@AutoConfiguration(after = LevyMigrateAutoConfiguration.class)
@ConditionalOnClass({HibernatePropertiesCustomizer.class, IntegratorProvider.class})
@Conditional(EntityModelAutoConfiguration.OnEntityModelRequested.class)
public final class EntityModelAutoConfiguration {

    /** Starts all persistence units, and waits until each has read its mappings, also those that start in the background. */
    @Bean
    EntityModels levyMigrateEntityModels(ApplicationContext context) {
        return new EntityModels(() -> context.getBeansOfType(EntityManagerFactory.class)
                .values()
                .forEach(EntityManagerFactory::getMetamodel));
    }

    @Bean
    HibernatePropertiesCustomizer levyMigrateModelCapture(
            EntityModels models, ObjectProvider<NamingConvention> naming) {
        EntityModelIntegrator capture =
                new EntityModelIntegrator(naming.getIfUnique(() -> NamingConvention.DEFAULT), models::put);
        return properties -> {
            List<Integrator> all = integrators(capture, properties);
            properties.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> all);
        };
    }

    @Bean
    @ConditionalOnMissingBean
    EntityComparison levyMigrateEntityComparison(EntityModels models, ObjectProvider<AutogenerateOptions> options) {
        return new EntityComparison(models::byUnit, () -> options.getIfAvailable(() -> AutogenerateOptions.DEFAULT));
    }

    @Bean
    @Lazy(false)
    @Conditional(OnModelDriftCheck.class)
    @ConditionalOnBean(LevyMigrateProperties.class)
    ModelDriftCheck levyMigrateModelDriftCheck(ObjectProvider<Migrator> migrators, LevyMigrateProperties properties) {
        return new ModelDriftCheck(migrators, properties.onModelDrift());
    }

    /** Adds the integrator to those that the application has registered. */
    private static List<Integrator> integrators(EntityModelIntegrator capture, Map<String, Object> properties) {
        List<Integrator> all = new ArrayList<>();
        if (properties.get(JpaSettings.INTEGRATOR_PROVIDER) instanceof IntegratorProvider others) {
            all.addAll(others.getIntegrators());
        }
        all.add(capture);
        return all;
    }

    static final class OnEntityModelRequested extends AnyNestedCondition {

        OnEntityModelRequested() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBooleanProperty(EntityModels.PROPERTY)
        static final class RequestedByCommandOrTest {}

        @Conditional(OnModelDriftCheck.class)
        static final class RequestedByModelDriftCheck {}
    }

    static final class OnModelDriftCheck extends AnyNestedCondition {

        OnModelDriftCheck() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(name = ModelDriftCheck.PROPERTY, havingValue = "warn")
        static final class ModelDriftWarn {}

        @ConditionalOnProperty(name = ModelDriftCheck.PROPERTY, havingValue = "fail")
        static final class ModelDriftFail {}
    }
}
