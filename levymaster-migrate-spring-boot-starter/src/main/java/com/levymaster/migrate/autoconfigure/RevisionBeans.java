package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.script.NotARevisionException;
import com.levymaster.migrate.script.Script;
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
    private final Supplier<List<Script>> scripts = SingletonSupplier.of(this::gathered);

    RevisionBeans(DefaultListableBeanFactory beans, ResourceLoader resources) {
        this.beans = beans;
        this.resources = resources;
        this.factory = new RevisionBeanFactory(beans);
    }

    /**
     * All of them.
     *
     * @throws NotARevisionException when classes are annotated with {@link Revision} and are no migrations
     */
    public List<Script> scripts() {
        return scripts.get();
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

    private List<Script> gathered() {
        Map<String, Script> byClassName = new LinkedHashMap<>();
        for (String name : beans.getBeanNamesForType(Migration.class, true, false)) {
            AnnotationMetadata type = type(name);
            byClassName.putIfAbsent(type.getClassName(), script(name, FoundRevisions.Header.of(type)));
        }
        if (beans.containsSingleton(FoundRevisions.BEAN_NAME)) {
            FoundRevisions found = beans.getBean(FoundRevisions.BEAN_NAME, FoundRevisions.class);
            for (Map.Entry<String, FoundRevisions.Header> each : found.headers().entrySet()) {
                byClassName.putIfAbsent(each.getKey(), found(each.getKey(), each.getValue()));
            }
            beans.destroySingleton(FoundRevisions.BEAN_NAME);
        }
        return List.copyOf(byClassName.values());
    }

    private AnnotationMetadata type(String name) {
        Class<?> type = beans.getType(name, false);
        AnnotationMetadata metadata =
                AnnotationMetadata.introspect(type == null ? Migration.class : ClassUtils.getUserClass(type));
        if (!metadata.isAnnotated(Revision.class.getName())) {
            throw RevisionBeanException.unreadable(name, metadata.getClassName());
        }
        return metadata;
    }

    private Script script(String name, FoundRevisions.Header found) {
        return new Script(found.header(), found.manner(), () -> factory.named(name));
    }

    private Script found(String className, FoundRevisions.Header found) {
        return new Script(found.header(), found.manner(), () -> factory.ofClass(className));
    }
}
