package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.function.BiConsumer;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * Reads the mappings of each session factory that it is registered with. Keeps no references to Hibernate's objects.
 *
 * <pre>{@code
 * Map<String, DesiredModel> models = new ConcurrentHashMap<>();
 * properties.put("hibernate.integrator_provider",
 *         (IntegratorProvider) () -> List.of(new EntityModelIntegrator(NamingConvention.DEFAULT, models::put)));
 * }</pre>
 *
 * <p>The receiver is called once with the name of the persistence unit and its model, when the session factory is created: only
 * then Bean Validation and the attribute generators have changed the columns. No database is needed.
 */
public final class EntityModelIntegrator implements Integrator {

    private final NamingConvention naming;
    private final BiConsumer<String, DesiredModel> receiver;

    /**
     * Creates an integrator.
     *
     * @param receiver receives the model of each persistence unit, with its name
     */
    public EntityModelIntegrator(NamingConvention naming, BiConsumer<String, DesiredModel> receiver) {
        this.naming = naming;
        this.receiver = receiver;
    }

    @Override
    public void integrate(
            Metadata metadata, BootstrapContext bootstrapContext, SessionFactoryImplementor sessionFactory) {
        sessionFactory.addObserver(new SessionFactoryObserver() {
            @Override
            public void sessionFactoryCreated(SessionFactory created) {
                String name = sessionFactory.getName();
                receiver.accept(
                        name == null ? "default" : name, new MappingReader(metadata, sessionFactory, naming).read());
            }
        });
    }
}
