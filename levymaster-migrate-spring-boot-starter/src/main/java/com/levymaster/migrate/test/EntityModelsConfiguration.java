package com.levymaster.migrate.test;

import com.levymaster.migrate.hibernate.ModelCapture;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the mappings of the application under test, where it has Hibernate. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({HibernatePropertiesCustomizer.class, IntegratorProvider.class})
class EntityModelsConfiguration {

    @Bean
    EntityModels levyMigrateTestModels() {
        return new EntityModels();
    }

    @Bean
    HibernatePropertiesCustomizer levyMigrateTestModelCapture(
            EntityModels models, ObjectProvider<NamingConvention> naming) {
        ModelCapture capture = new ModelCapture(naming.getIfUnique(() -> NamingConvention.DEFAULT), models::put);
        return properties -> {
            List<Integrator> all = new ArrayList<>(List.of(capture));
            if (properties.get(JpaSettings.INTEGRATOR_PROVIDER) instanceof IntegratorProvider others) {
                all.addAll(others.getIntegrators());
            }
            properties.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> all);
        };
    }
}
