package com.levymaster.migrate.autoconfigure.revision;

import org.springframework.aot.AotDetector;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Registers the {@link RevisionTypeExcludeFilter} before the filters of test slices, which would exclude revisions
 * first, and reads the indexes before the scan.
 */
final class RevisionTypeExcludeFilterInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory()
                .registerSingleton(RevisionTypeExcludeFilter.BEAN_NAME, new RevisionTypeExcludeFilter());
        if (context instanceof DefaultResourceLoader resources && !AotDetector.useGeneratedArtifacts()) {
            new RevisionIndexReader(resources).read();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
