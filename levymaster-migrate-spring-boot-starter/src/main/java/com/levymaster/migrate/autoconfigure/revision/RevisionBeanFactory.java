package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Creates the revisions that are about to run, as beans with dependency injection. They live in a child bean factory,
 * so that bean lookups of the application do not iterate over all revisions.
 */
final class RevisionBeanFactory {

    private final DefaultListableBeanFactory application;
    private final Supplier<DefaultListableBeanFactory> revisionBeans = SingletonSupplier.of(this::child);

    RevisionBeanFactory(DefaultListableBeanFactory application) {
        this.application = application;
    }

    /**
     * Returns the revision bean of a scanned class.
     *
     * @param header as the scan or the index has it
     */
    Migration createFromClass(String className, ScannedRevisions.Header header) {
        DefaultListableBeanFactory beans = revisionBeans.get();
        try {
            register(className, header, beans);
            return beans.getBean(className, Migration.class);
        } catch (BeansException e) {
            throw RevisionBeanException.creationFailed(className, e);
        }
    }

    /** The runs of several tenants may need it at the same time. */
    private synchronized void register(
            String className, ScannedRevisions.Header header, DefaultListableBeanFactory beans) {
        if (beans.containsBeanDefinition(className)) {
            return;
        }
        AnnotatedGenericBeanDefinition definition = definition(className, application.getBeanClassLoader());
        if (!header.isOf(definition.getMetadata())) {
            throw RevisionBeanException.outdatedIndex(className);
        }
        beans.registerBeanDefinition(className, definition);
    }

    /** Returns a revision that is a bean of the application. */
    Migration applicationBean(String name) {
        try {
            return application.getBean(name, Migration.class);
        } catch (BeansException e) {
            throw RevisionBeanException.creationFailed("bean " + name, e);
        }
    }

    private DefaultListableBeanFactory child() {
        DefaultListableBeanFactory child = new DefaultListableBeanFactory(application);
        child.copyConfigurationFrom(application);
        child.addEmbeddedValueResolver(application::resolveEmbeddedValue);
        application.registerDisposableBean(RevisionBeanFactory.class.getName(), child::destroySingletons);
        return child;
    }

    static AnnotatedGenericBeanDefinition definition(String className, @Nullable ClassLoader loader) {
        Class<?> type = ClassUtils.resolveClassName(className, loader);
        AnnotatedGenericBeanDefinition definition = new AnnotatedGenericBeanDefinition(type);
        AnnotationConfigUtils.processCommonDefinitionAnnotations(definition);
        return definition;
    }
}
