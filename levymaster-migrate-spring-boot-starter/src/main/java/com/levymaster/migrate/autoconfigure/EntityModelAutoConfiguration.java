package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.schema.NamingConvention;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Reads the desired schema from Hibernate's mappings, for tests and for {@code levymaster.migrate.on-model-drift}. Inactive in every other start.
 */
@AutoConfiguration(after = LevyMigrateAutoConfiguration.class)
@ConditionalOnClass({AbstractEntityManagerFactoryBean.class, IntegratorProvider.class})
@Conditional(EntityModelAutoConfiguration.OnEntityModelRequested.class)
public final class EntityModelAutoConfiguration {

    @Bean
    EntityModels levyMigrateEntityModels(ApplicationContext context) {
        return EntityModels.of(context);
    }

    @Bean
    static EntityModelPostProcessor levyMigrateModelCapture(
            ObjectProvider<EntityModels> models, ObjectProvider<NamingConvention> naming) {
        return new EntityModelPostProcessor(models, naming);
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

    static final class OnEntityModelRequested extends AnyNestedCondition {

        OnEntityModelRequested() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBooleanProperty(EntityModels.PROPERTY)
        static final class RequestedByTest {}

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
