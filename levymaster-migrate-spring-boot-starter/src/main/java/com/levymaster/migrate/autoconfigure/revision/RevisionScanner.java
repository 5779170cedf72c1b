package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

/** Tells which classes are revisions from their bytes; their conditions and profiles count. No class is loaded. */
final class RevisionScanner extends ClassPathScanningCandidateComponentProvider {

    /** Where Boot keeps what it read of the classes it scanned. */
    private static final String SHARED_READERS =
            "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

    /** How Boot's tests keep the classes inside a test class for themselves. */
    private static final String TEST_FILTER = "org.springframework.boot.test.context.filter.TestTypeExcludeFilter";

    private final AssignableTypeFilter migration = new AssignableTypeFilter(Migration.class);
    private final BeanDefinitionRegistry registry;

    RevisionScanner(BeanDefinitionRegistry registry, Environment environment, ResourceLoader resources) {
        super(false, environment);
        this.registry = registry;
        setResourceLoader(resources);
        addIncludeFilter(new AnnotationTypeFilter(Revision.class));
    }

    /** Uses what the application's own scan has read already, and leaves out what it leaves out in tests. */
    RevisionScanner reusingApplicationScan(ConfigurableListableBeanFactory beans) {
        if (beans.containsBean(SHARED_READERS)) {
            setMetadataReaderFactory(beans.getBean(SHARED_READERS, MetadataReaderFactory.class));
        }
        if (beans.containsBean(TEST_FILTER)) {
            addExcludeFilter(beans.getBean(TEST_FILTER, TypeFilter.class));
        }
        return this;
    }

    boolean isRevision(MetadataReader type) {
        try {
            return isCandidateComponent(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most say so themselves; else what they extend is read. */
    boolean isMigration(ClassMetadata type) {
        if (List.of(type.getInterfaceNames()).contains(Migration.class.getName())) {
            return true;
        }
        try {
            MetadataReaderFactory readers = getMetadataReaderFactory();
            return migration.match(readers.getMetadataReader(type.getClassName()), readers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected BeanDefinitionRegistry getRegistry() {
        return registry;
    }
}
