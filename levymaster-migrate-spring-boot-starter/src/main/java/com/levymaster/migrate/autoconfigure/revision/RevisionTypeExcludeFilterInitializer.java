package com.levymaster.migrate.autoconfigure.revision;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Registers the {@link RevisionTypeExcludeFilter} before the filters of test slices, which would exclude revisions
 * first.
 */
final class RevisionTypeExcludeFilterInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory()
                .registerSingleton(RevisionTypeExcludeFilter.BEAN_NAME, new RevisionTypeExcludeFilter());
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
