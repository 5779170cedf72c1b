package com.levymaster.migrate.cli;

import com.levymaster.migrate.hibernate.ModelCapture;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/** Lets the commands {@code migrate} and {@code check} see what the entities want. Does nothing in any other start. */
@AutoConfiguration
@ConditionalOnClass({HibernatePropertiesCustomizer.class, IntegratorProvider.class})
@ConditionalOnBooleanProperty(EntityModels.PROPERTY)
public final class EntityModelAutoConfiguration {

    @Bean
    EntityModels levyMigrateEntityModels() {
        return new EntityModels();
    }

    @Bean
    HibernatePropertiesCustomizer levyMigrateModelCapture(
            EntityModels models, ObjectProvider<NamingConvention> naming) {
        ModelCapture capture = new ModelCapture(naming.getIfUnique(() -> NamingConvention.DEFAULT), models::put);
        return properties -> {
            List<Integrator> all = with(capture, properties);
            properties.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> all);
        };
    }

    /** Beside those that the application brings. */
    private static List<Integrator> with(ModelCapture capture, Map<String, Object> properties) {
        List<Integrator> all = new ArrayList<>();
        if (properties.get(JpaSettings.INTEGRATOR_PROVIDER) instanceof IntegratorProvider others) {
            all.addAll(others.getIntegrators());
        }
        all.add(capture);
        return all;
    }
}
