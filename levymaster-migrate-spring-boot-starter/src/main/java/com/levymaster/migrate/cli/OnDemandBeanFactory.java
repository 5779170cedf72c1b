package com.levymaster.migrate.cli;

import java.util.Arrays;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.core.NestedExceptionUtils;

/**
 * Creates a bean only when it is requested, or when a requested bean depends on it. Post-processors of bean definitions
 * and beans are the only beans that a refresh creates by itself.
 */
final class OnDemandBeanFactory extends DefaultListableBeanFactory {

    /**
     * Types whose beans the start of an application creates by itself, also lazy ones: Hibernate is aware of load-time
     * weaving, and the type of runners is not public.
     */
    private static final Set<String> CREATED_AT_START = Set.of(
            BeanFactoryInitializer.class.getName(),
            LoadTimeWeaverAware.class.getName(),
            "org.springframework.boot.Runner");

    private final boolean minimal;
    private boolean foreign;
    private boolean incomplete;

    /** @param minimal whether auto-configurations may be left out that no revision needs */
    OnDemandBeanFactory(boolean minimal) {
        this.minimal = minimal;
    }

    boolean isMinimal() {
        return minimal && !foreign;
    }

    /** Notes that there are auto-configurations of others, which may need any of Boot's. */
    void hasForeign() {
        foreign = true;
    }

    /** Notes that auto-configurations were left out. */
    void leavesOut() {
        incomplete = true;
    }

    /** Whether the application would have other beans. */
    boolean isIncomplete() {
        return incomplete;
    }

    @Override
    public String[] getBeanNamesForType(@Nullable Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
        return type != null && CREATED_AT_START.contains(type.getName())
                ? new String[0]
                : super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
    }

    /**
     * A command needs of the instance that supplies the data source only that: reading the database while it is initialized cannot
     * succeed before there is a data source.
     */
    @Override
    protected Object initializeBean(String name, Object bean, @Nullable RootBeanDefinition definition) {
        try {
            return super.initializeBean(name, bean, definition);
        } catch (BeansException e) {
            if (suppliesDataSource(name) && needsBeanInCreation(e)) {
                logger.info(
                        "Bean " + name + " supplies the data source, and is used although its initialization failed",
                        e);
                return bean;
            }
            throw e;
        }
    }

    private boolean suppliesDataSource(String name) {
        return Arrays.stream(getBeanNamesForType(DataSource.class, true, false))
                .anyMatch(source -> containsBeanDefinition(source)
                        && name.equals(getMergedBeanDefinition(source).getFactoryBeanName()));
    }

    private static boolean needsBeanInCreation(BeansException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof BeanCurrentlyInCreationException;
    }

    /** Not for {@link #preInstantiateSingletons()}, which creates nothing. */
    @Override
    public void prepareSingletonBootstrap() {}

    /** Creates no bean, so that no {@code SmartInitializingSingleton} is called either. */
    @Override
    public void preInstantiateSingletons() {}
}
