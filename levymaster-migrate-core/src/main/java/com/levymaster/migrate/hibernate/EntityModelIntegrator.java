package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.jspecify.annotations.Nullable;

/**
 * Supplies the model of each session factory that it is registered with. The mappings are read when the model is asked for, so that
 * a start that compares nothing reads nothing.
 *
 * <pre>{@code
 * Map<String, Supplier<DesiredModel>> models = new ConcurrentHashMap<>();
 * properties.put("hibernate.integrator_provider",
 *         (IntegratorProvider) () -> List.of(new EntityModelIntegrator(NamingConvention.DEFAULT, models::put)));
 * }</pre>
 *
 * <p>The receiver is called once with the name of the persistence unit and its model, when the session factory is created: only
 * then Bean Validation and the attribute generators have changed the columns. The model is read once, while the session factory is
 * open; from then on no reference to Hibernate's metadata is kept. No database is needed.
 */
public final class EntityModelIntegrator implements Integrator {

    private final NamingConvention naming;
    private final BiConsumer<String, Supplier<DesiredModel>> receiver;

    /**
     * Creates an integrator.
     *
     * @param receiver receives the model of each persistence unit, with its name
     */
    public EntityModelIntegrator(NamingConvention naming, BiConsumer<String, Supplier<DesiredModel>> receiver) {
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
                receiver.accept(name == null ? "default" : name, new LazyModel(metadata, sessionFactory, naming));
            }
        });
    }

    /** Keeps the metadata until the model is read. */
    private static final class LazyModel implements Supplier<DesiredModel> {

        private @Nullable Supplier<DesiredModel> source;
        private @Nullable DesiredModel model;

        LazyModel(Metadata metadata, SessionFactoryImplementor factory, NamingConvention naming) {
            this.source = () -> new MappingReader(metadata, factory, naming).read();
        }

        @Override
        public synchronized DesiredModel get() {
            if (source != null) {
                model = source.get();
                source = null;
            }
            return Objects.requireNonNull(model);
        }
    }
}
