package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.schema.NamingConvention;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
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
    ModelDriftCheck levyMigrateModelDriftCheck(
            ListableBeanFactory beans, Environment environment, LevyMigrateProperties properties, Databases databases) {
        return new ModelDriftCheck(beans, environment, properties, databases);
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

    /** Matches if the entities of a database are compared at start. */
    static final class OnModelDriftCheck extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean compared = DatabaseProperties.comparesEntities(context.getEnvironment());
            return new ConditionOutcome(
                    compared,
                    ConditionMessage.forCondition("levymaster.migrate.on-model-drift")
                            .because(compared ? "warn or fail" : "ignore"));
        }
    }
}
