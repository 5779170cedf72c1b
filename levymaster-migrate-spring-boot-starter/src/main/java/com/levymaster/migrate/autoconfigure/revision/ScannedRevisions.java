package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.InvalidRevisionClassException;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;

/** Revision classes found by scanning, each once, with the attributes of their annotations. No class is loaded. */
final class ScannedRevisions {

    static final String BEAN_NAME = ScannedRevisions.class.getName();

    private final Predicate<ClassMetadata> isMigration;
    private final Map<String, Header> byClassName = new LinkedHashMap<>();
    private final Map<String, String> locations = new HashMap<>();
    private final Set<String> invalidClassNames = new LinkedHashSet<>();
    private final Map<String, String> copies = new TreeMap<>();

    ScannedRevisions(Predicate<ClassMetadata> isMigration) {
        this.isMigration = isMigration;
    }

    /** The attributes of a {@link Revision} annotation. */
    record Header(RevisionHeader header, RevisionOptions options) {

        static Header of(AnnotationMetadata type) {
            if (type instanceof IndexedRevision indexed) {
                return indexed.header();
            }
            MergedAnnotation<Revision> revision = type.getAnnotations().get(Revision.class);
            RevisionHeader header = new RevisionHeader(
                    revision.getString("id"),
                    List.of(revision.getStringArray("downRevision")),
                    List.of(revision.getStringArray("dependsOn")),
                    List.of(revision.getStringArray("branchLabels")),
                    revision.getString("message"),
                    List.of(revision.getStringArray("replaces")),
                    revision.getEnum("phase", Phase.class),
                    revision.getString("module"));
            RevisionOptions options = new RevisionOptions(
                    revision.getBoolean("transactional"),
                    revision.getEnum("isolation", Isolation.class),
                    Set.of(revision.getStringArray("ignoredHazards")),
                    revision.getBoolean("adopted"),
                    revision.getString("database"),
                    revision.getString("because"));
            return new Header(header, options);
        }

        /** Returns whether the class has this annotation; the module may be that of its package. */
        boolean isOf(AnnotationMetadata type) {
            return type.isAnnotated(Revision.class.getName()) && withoutModule().equals(of(type).withoutModule());
        }

        private Header withoutModule() {
            return new Header(header.withModule(""), options);
        }
    }

    /** @param location describes where the class file was read, {@code null} if that is not known */
    void add(AnnotationMetadata type, @Nullable String location) {
        String className = type.getClassName();
        if (location != null) {
            String first = locations.putIfAbsent(className, location);
            if (first != null && !first.equals(location)) {
                copies.put(className, first + " and " + location);
            }
        }
        if (byClassName.containsKey(className) || invalidClassNames.contains(className)) {
            return;
        }
        if (isMigration.test(type)) {
            byClassName.put(className, Header.of(type));
        } else {
            invalidClassNames.add(className);
        }
    }

    /**
     * Returns the headers by class name.
     *
     * @throws InvalidRevisionClassException listing all annotated classes that do not implement {@code Migration}, or
     *     all classes of which the class path has several copies
     */
    Map<String, Header> headers() {
        if (!copies.isEmpty()) {
            throw InvalidRevisionClassException.copies(copies);
        }
        if (!invalidClassNames.isEmpty()) {
            throw InvalidRevisionClassException.noMigrations(
                    invalidClassNames.stream().sorted().toList());
        }
        return byClassName;
    }

    /** Registers the revisions as lazy beans of the application. */
    void register(BeanDefinitionRegistry registry, @Nullable ClassLoader loader) {
        headers().keySet().forEach(className -> {
            AnnotatedGenericBeanDefinition definition = RevisionBeanFactory.definition(className, loader);
            definition.setLazyInit(true);
            registry.registerBeanDefinition(className, definition);
        });
    }
}
