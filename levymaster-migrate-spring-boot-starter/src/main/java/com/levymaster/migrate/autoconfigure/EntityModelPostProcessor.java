package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.hibernate.EntityModelIntegrator;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.jpa.boot.spi.JpaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Makes the mappings of each persistence unit available, whether Boot or the application defines it. A command also sets JPA
 * properties.
 */
public final class EntityModelPostProcessor implements BeanPostProcessor {

    private final Supplier<EntityModels> models;
    private final ObjectProvider<NamingConvention> naming;
    private final Map<String, Object> overrides;
    private final Map<String, Object> defaults;

    /**
     * Creates a post-processor that sets JPA properties.
     *
     * @param overrides take precedence over the properties of the application
     * @param defaults apply where the application sets none
     */
    public EntityModelPostProcessor(
            Supplier<EntityModels> models,
            ObjectProvider<NamingConvention> naming,
            Map<String, Object> overrides,
            Map<String, Object> defaults) {
        this.models = models;
        this.naming = naming;
        this.overrides = Map.copyOf(overrides);
        this.defaults = Map.copyOf(defaults);
    }

    EntityModelPostProcessor(ObjectProvider<EntityModels> models, ObjectProvider<NamingConvention> naming) {
        this(models::getObject, naming, Map.of(), Map.of());
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof AbstractEntityManagerFactoryBean unit) {
            Map<String, Object> properties = unit.getJpaPropertyMap();
            defaults.forEach(properties::putIfAbsent);
            properties.putAll(overrides);
            List<Integrator> all = integrators(properties);
            properties.put(JpaSettings.INTEGRATOR_PROVIDER, (IntegratorProvider) () -> all);
        }
        return bean;
    }

    /** Returns the integrators that the application has registered, and the one that supplies the mappings. */
    private List<Integrator> integrators(Map<String, Object> properties) {
        List<Integrator> all = new ArrayList<>();
        if (properties.get(JpaSettings.INTEGRATOR_PROVIDER) instanceof IntegratorProvider others) {
            all.addAll(others.getIntegrators());
        }
        all.add(new EntityModelIntegrator(
                naming.getIfUnique(() -> NamingConvention.DEFAULT),
                (unit, model) -> models.get().put(unit, model)));
        return all;
    }
}
