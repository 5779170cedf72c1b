package com.levymaster.migrate.autoconfigure.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues.ValueHolder;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

/**
 * The packages of {@link AutoConfigurationPackages}, also those that were registered after its bean was created. Spring Data, for one,
 * creates that bean while configuration classes are still being read; later packages are in the bean's definition only.
 */
final class BasePackages {

    private BasePackages() {}

    static Set<String> of(ConfigurableListableBeanFactory beans) {
        Set<String> packages = new LinkedHashSet<>();
        if (AutoConfigurationPackages.has(beans)) {
            packages.addAll(AutoConfigurationPackages.get(beans));
        }
        String name = AutoConfigurationPackages.class.getName();
        if (beans.containsBeanDefinition(name)) {
            BeanDefinition definition = beans.getBeanDefinition(name);
            for (ValueHolder argument : definition
                    .getConstructorArgumentValues()
                    .getIndexedArgumentValues()
                    .values()) {
                if (argument.getValue() instanceof String[] registered) {
                    Collections.addAll(packages, registered);
                }
            }
        }
        return packages;
    }
}
