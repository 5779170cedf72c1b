package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Makes revisions that are defined as beans lazy, so that applied revisions are not instantiated. */
public final class LazyRevisionBeanFactoryPostProcessor implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(Migration.class, true, false)) {
            if (beans.containsBeanDefinition(name)) {
                beans.getBeanDefinition(name).setLazyInit(true);
            }
        }
    }
}
