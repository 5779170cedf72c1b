package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.InvalidRevisionClassException;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionIndex;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Provides the revisions of the application to a {@link com.levymaster.migrate.command.Migrator}: those in scanned
 * packages, those added by {@code @Import}, and those defined as beans; each class once. A migration is instantiated
 * when it is about to run.
 */
public final class RevisionBeans implements SmartInitializingSingleton {

    private final DefaultListableBeanFactory beans;
    private final ResourceLoader resources;
    private final RevisionBeanFactory factory;
    private final Supplier<Map<String, RevisionDefinition>> definitions = SingletonSupplier.of(this::collect);

    /** Creates the provider; revisions are collected on the first call of {@link #definitions()}. */
    public RevisionBeans(DefaultListableBeanFactory beans, ResourceLoader resources) {
        this.beans = beans;
        this.resources = resources;
        this.factory = new RevisionBeanFactory(beans);
    }

    /**
     * Returns all revisions.
     *
     * @throws InvalidRevisionClassException if classes with {@link Revision} do not implement {@link Migration}
     */
    public List<RevisionDefinition> definitions() {
        return List.copyOf(definitions.get().values());
    }

    /** Returns all revisions by the name of their class; see {@link #definitions()}. */
    public Map<String, RevisionDefinition> byClassName() {
        return Collections.unmodifiableMap(definitions.get());
    }

    /**
     * Clears the cached class metadata of the component scan. The context does this too after its start
     * (AbstractApplicationContext#clearResourceCaches), but its scanner retains the map: about 2 KB per revision.
     */
    @Override
    public void afterSingletonsInstantiated() {
        if (resources instanceof DefaultResourceLoader loader) {
            loader.getResourceCache(MetadataReader.class).clear();
        }
    }

    private Map<String, RevisionDefinition> collect() {
        Map<String, RevisionDefinition> byClassName = new LinkedHashMap<>();
        for (String name : beans.getBeanNamesForType(Migration.class, true, false)) {
            AnnotationMetadata type = type(name);
            byClassName.putIfAbsent(type.getClassName(), definitionOfBean(name, ScannedRevisions.Header.of(type)));
        }
        if (beans.containsSingleton(ScannedRevisions.BEAN_NAME)) {
            ScannedRevisions scanned = beans.getBean(ScannedRevisions.BEAN_NAME, ScannedRevisions.class);
            for (Map.Entry<String, ScannedRevisions.Header> each :
                    scanned.headers().entrySet()) {
                byClassName.putIfAbsent(each.getKey(), definitionOfClass(each.getKey(), each.getValue()));
            }
            beans.destroySingleton(ScannedRevisions.BEAN_NAME);
        }
        if (AotDetector.useGeneratedArtifacts()) {
            refuseLaterRevisions(byClassName.keySet());
        }
        new RevisionModules(resources).assign(byClassName);
        return byClassName;
    }

    /** Revisions that the index has and the generated bean definitions lack, unless a condition excluded them. */
    private void refuseLaterRevisions(Set<String> generated) {
        ClassLoader loader = ClassUtils.getDefaultClassLoader();
        if (loader == null) {
            return;
        }
        Set<String> packages = BasePackages.of(beans);
        List<String> later = RevisionIndex.classNames(loader).stream()
                .filter(name -> !generated.contains(name))
                .filter(name -> packages.stream().anyMatch(parent -> name.startsWith(parent + ".")))
                .filter(name -> !AnnotationMetadata.introspect(ClassUtils.resolveClassName(name, loader))
                        .isAnnotated(Conditional.class.getName()))
                .sorted()
                .toList();
        if (!later.isEmpty()) {
            throw RevisionBeanException.compiledLater(later);
        }
    }

    private AnnotationMetadata type(String name) {
        Class<?> type = beans.getType(name, false);
        AnnotationMetadata metadata =
                AnnotationMetadata.introspect(type == null ? Migration.class : ClassUtils.getUserClass(type));
        if (!metadata.isAnnotated(Revision.class.getName())) {
            throw RevisionBeanException.missingAnnotation(name, metadata.getClassName());
        }
        return metadata;
    }

    private RevisionDefinition definitionOfBean(String name, ScannedRevisions.Header header) {
        return new RevisionDefinition(header.header(), header.options(), () -> factory.applicationBean(name));
    }

    private RevisionDefinition definitionOfClass(String className, ScannedRevisions.Header header) {
        return new RevisionDefinition(
                header.header(), header.options(), () -> factory.createFromClass(className, header));
    }
}
