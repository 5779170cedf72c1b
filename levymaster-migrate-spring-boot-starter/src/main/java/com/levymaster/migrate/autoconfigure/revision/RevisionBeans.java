package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.InvalidRevisionClassException;
import com.levymaster.migrate.definition.RevisionDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The revisions of the application, ready for a {@link com.levymaster.migrate.command.Migrator}: found in the packages of
 * the application, by {@code @Import} or as beans, each class once. A migration is made when it is about to run.
 */
public final class RevisionBeans implements SmartInitializingSingleton {

    private final DefaultListableBeanFactory beans;
    private final ResourceLoader resources;
    private final RevisionBeanFactory factory;
    private final Supplier<List<RevisionDefinition>> definitions = SingletonSupplier.of(this::collect);

    public RevisionBeans(DefaultListableBeanFactory beans, ResourceLoader resources) {
        this.beans = beans;
        this.resources = resources;
        this.factory = new RevisionBeanFactory(beans);
    }

    /**
     * All of them.
     *
     * @throws InvalidRevisionClassException when classes are annotated with {@link Revision} and are no migrations
     */
    public List<RevisionDefinition> definitions() {
        return definitions.get();
    }

    /**
     * Forgets what was read of the classes that were scanned. The context does so too when it has started
     * (AbstractApplicationContext#clearResourceCaches), but its scanner keeps hold of the map: about 2 KB for each revision.
     */
    @Override
    public void afterSingletonsInstantiated() {
        if (resources instanceof DefaultResourceLoader loader) {
            loader.getResourceCache(MetadataReader.class).clear();
        }
    }

    private List<RevisionDefinition> collect() {
        Map<String, RevisionDefinition> byClassName = new LinkedHashMap<>();
        for (String name : beans.getBeanNamesForType(Migration.class, true, false)) {
            AnnotationMetadata type = type(name);
            byClassName.putIfAbsent(type.getClassName(), definitionOfBean(name, ScannedRevisions.Header.of(type)));
        }
        if (beans.containsSingleton(ScannedRevisions.BEAN_NAME)) {
            ScannedRevisions found = beans.getBean(ScannedRevisions.BEAN_NAME, ScannedRevisions.class);
            for (Map.Entry<String, ScannedRevisions.Header> each :
                    found.headers().entrySet()) {
                byClassName.putIfAbsent(each.getKey(), definitionOfClass(each.getKey(), each.getValue()));
            }
            beans.destroySingleton(ScannedRevisions.BEAN_NAME);
        }
        return List.copyOf(byClassName.values());
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

    private RevisionDefinition definitionOfBean(String name, ScannedRevisions.Header found) {
        return new RevisionDefinition(found.header(), found.options(), () -> factory.applicationBean(name));
    }

    private RevisionDefinition definitionOfClass(String className, ScannedRevisions.Header found) {
        return new RevisionDefinition(found.header(), found.options(), () -> factory.createFromClass(className));
    }
}
