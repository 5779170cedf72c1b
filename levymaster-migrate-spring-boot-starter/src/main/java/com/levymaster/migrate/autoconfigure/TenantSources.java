package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantSource;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** The {@link TenantSource} beans, each of which belongs to one database. */
final class TenantSources {

    private final ListableBeanFactory beans;
    private final List<String> names;
    private final int migrators;

    /** @param beans whose ancestors are searched too, as for migrators */
    TenantSources(ListableBeanFactory beans) {
        // Only the bean factory itself knows the qualifiers and primary beans of its definitions.
        this.beans = beans instanceof ConfigurableApplicationContext context ? context.getBeanFactory() : beans;
        this.names = List.of(
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, TenantSource.class, true, false));
        this.migrators =
                BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, Migrator.class, true, false).length;
    }

    /**
     * Returns the source of the tenants of a database.
     *
     * @param database {@code null} for the only one
     * @param configured the name of the bean, if the properties have it
     * @return {@code null} if it has no tenants
     */
    @Nullable
    TenantSource of(@Nullable String database, @Nullable String configured) {
        if (configured != null && !names.contains(configured)) {
            throw new MigrationException(
                    "There is no TenantSource bean \"" + configured + "\""
                            + (names.isEmpty() ? "" : ", but " + String.join(", ", names)) + ". Nothing was changed.",
                    "correct levymaster.migrate.tenants.source.");
        }
        List<String> found = configured != null
                ? List.of(configured)
                : names.stream().filter(bean -> belongsTo(bean, database)).toList();
        if (found.size() > 1) {
            List<String> primary = found.stream().filter(this::isPrimary).toList();
            found = primary.size() == 1 ? primary : found;
        }
        if (found.size() > 1) {
            throw new MigrationException(
                    "There are several TenantSource beans: " + String.join(", ", found) + ". Nothing was changed.",
                    "annotate one with @Primary, or name it in levymaster.migrate.tenants.source.");
        }
        return found.isEmpty() ? null : bean(found.get(0));
    }

    private boolean belongsTo(String bean, @Nullable String database) {
        return database == null
                || migrators == 1
                || BeanFactoryAnnotationUtils.isQualifierMatch(
                        name -> name.equals(database) || name.equals(database + "TenantSource"), bean, beans);
    }

    private boolean isPrimary(String bean) {
        return beans instanceof ConfigurableBeanFactory factory
                && factory.containsBean(bean)
                && factory.getMergedBeanDefinition(bean).isPrimary();
    }

    /**
     * Refuses a bean whose database is unknown.
     *
     * @param migrators by name
     * @param configured the names of beans that properties have
     */
    void refuseUnbound(Map<String, Migrator> migrators, Collection<String> configured) {
        List<String> unbound = names.stream()
                .filter(bean -> !configured.contains(bean))
                .filter(bean -> migrators.values().stream()
                        .noneMatch(each -> belongsTo(bean, each.settings().database())))
                .toList();
        if (!unbound.isEmpty()) {
            throw new MigrationException(
                    "It is unknown which of the databases " + String.join(", ", migrators.keySet())
                            + " has the tenants of the bean" + (unbound.size() == 1 ? " " : "s ")
                            + String.join(", ", unbound) + ". Nothing was changed.",
                    "annotate the bean with @Qualifier(\"<database>\"), or name it in"
                            + " levymaster.migrate.databases.<database>.tenants.source.");
        }
    }

    private TenantSource bean(String name) {
        TenantSource source;
        try {
            source = beans.getBean(name, TenantSource.class);
        } catch (BeansException e) {
            throw failed(name, e);
        }
        return new TenantSource() {
            @Override
            public List<String> tenants() {
                try {
                    return source.tenants();
                } catch (BeansException e) {
                    throw failed(name, e);
                }
            }

            @Override
            public @Nullable DataSource dataSource(String tenant) {
                return source.dataSource(tenant);
            }
        };
    }

    private static MigrationException failed(String name, BeansException e) {
        List<Throwable> causes = causes(e);
        if (causes.stream().noneMatch(BeanCurrentlyInCreationException.class::isInstance)) {
            return new MigrationException(
                    "The TenantSource bean " + name + " cannot be created: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage() + ". Nothing was changed.",
                    "correct it.",
                    e);
        }
        String what = causes.stream()
                .filter(UnsatisfiedDependencyException.class::isInstance)
                .map(each -> ((UnsatisfiedDependencyException) each).getInjectionPoint())
                .map(point -> point == null
                        ? "a bean"
                        : "a " + point.getDeclaredType().getSimpleName())
                .findFirst()
                .orElse("a bean");
        return new MigrationException(
                "The TenantSource bean " + name + " needs " + what
                        + ", which uses the database and therefore waits for the migrations, and these need the tenants."
                        + " Nothing was changed.",
                "inject the DataSource, and read with JdbcClient.create(dataSource) in tenants(); or set"
                        + " levymaster.migrate.tenants.query.",
                e);
    }

    private static List<Throwable> causes(Throwable e) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
