package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;

/** Finds revision classes by reading class files; no class is loaded. Conditions and profiles are evaluated. */
final class RevisionScanner extends ClassPathScanningCandidateComponentProvider {

    /** Bean name of Boot's shared cache of class metadata. */
    private static final String SHARED_READERS =
            "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

    /** Bean name of the filter by which Boot's tests exclude classes nested in test classes. */
    private static final String TEST_FILTER = "org.springframework.boot.test.context.filter.TestTypeExcludeFilter";

    /** Conditions that depend on no bean. */
    private static final Set<String> WITHOUT_BEANS = Set.of(
            "org.springframework.context.annotation.ProfileCondition",
            "org.springframework.boot.autoconfigure.condition.OnPropertyCondition",
            "org.springframework.boot.autoconfigure.condition.OnClassCondition");

    private final AssignableTypeFilter migration = new AssignableTypeFilter(Migration.class);
    private final BeanDefinitionRegistry registry;
    private boolean dependsOnBeans;

    RevisionScanner(BeanDefinitionRegistry registry, Environment environment, ResourceLoader resources) {
        super(false, environment);
        this.registry = registry;
        setResourceLoader(resources);
        addIncludeFilter(new AnnotationTypeFilter(Revision.class));
    }

    /** Reuses the class metadata of the application's own scan, and applies its exclusions for tests. */
    RevisionScanner reusingApplicationScan(ConfigurableListableBeanFactory beans) {
        if (beans.containsBean(SHARED_READERS)) {
            setMetadataReaderFactory(beans.getBean(SHARED_READERS, MetadataReaderFactory.class));
        }
        if (beans.containsBean(TEST_FILTER)) {
            addExcludeFilter(beans.getBean(TEST_FILTER, TypeFilter.class));
        }
        return this;
    }

    /** Returns whether a condition of a revision, also of one that it excluded, may depend on beans. */
    boolean dependsOnBeans() {
        return dependsOnBeans;
    }

    boolean isRevision(MetadataReader type) {
        try {
            return isCandidateComponent(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns whether the class implements {@link Migration}; superclasses are read only if it does not do so directly.
     */
    boolean isMigration(ClassMetadata type) {
        if (type instanceof IndexedRevision) {
            // the compiler has refused all others
            return true;
        }
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
    protected boolean isCandidateComponent(MetadataReader type) throws IOException {
        AnnotationMetadata metadata = type.getAnnotationMetadata();
        dependsOnBeans |= metadata.isAnnotated(Revision.class.getName())
                && metadata.isAnnotated(Conditional.class.getName())
                && metadata.getAnnotations().stream(Conditional.class)
                        .flatMap(each -> Arrays.stream(each.getStringArray("value")))
                        .anyMatch(condition -> !WITHOUT_BEANS.contains(condition));
        return super.isCandidateComponent(type);
    }

    @Override
    protected BeanDefinitionRegistry getRegistry() {
        return registry;
    }
}
