package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.definition.InvalidRevisionClassException;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.ClassMetadata;

/** The revisions that were found as classes, each once, with what their annotations say. None is loaded. */
final class ScannedRevisions {

    static final String BEAN_NAME = ScannedRevisions.class.getName();

    private final Predicate<ClassMetadata> isMigration;
    private final Map<String, Header> byClassName = new LinkedHashMap<>();
    private final Set<String> invalidClassNames = new LinkedHashSet<>();

    ScannedRevisions(Predicate<ClassMetadata> isMigration) {
        this.isMigration = isMigration;
    }

    /** What {@link Revision} says about a class. */
    record Header(RevisionHeader header, RevisionOptions options) {

        static Header of(AnnotationMetadata type) {
            MergedAnnotation<Revision> revision = type.getAnnotations().get(Revision.class);
            RevisionHeader header = new RevisionHeader(
                    revision.getString("id"),
                    List.of(revision.getStringArray("downRevision")),
                    List.of(revision.getStringArray("dependsOn")),
                    List.of(revision.getStringArray("branchLabels")),
                    revision.getString("message"));
            RevisionOptions manner = new RevisionOptions(
                    revision.getBoolean("transactional"),
                    revision.getEnum("isolation", Isolation.class),
                    Set.of(revision.getStringArray("ignoredHazards")));
            return new Header(header, manner);
        }
    }

    void add(AnnotationMetadata type) {
        String className = type.getClassName();
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
     * The headers by class name.
     *
     * @throws InvalidRevisionClassException naming all classes that are annotated and no migrations
     */
    Map<String, Header> headers() {
        if (!invalidClassNames.isEmpty()) {
            throw InvalidRevisionClassException.noMigrations(
                    invalidClassNames.stream().sorted().toList());
        }
        return byClassName;
    }

    /** As beans of the application, made when somebody asks for them. */
    void register(BeanDefinitionRegistry registry, @Nullable ClassLoader loader) {
        headers().keySet().forEach(className -> {
            AnnotatedGenericBeanDefinition definition = RevisionBeanFactory.definition(className, loader);
            definition.setLazyInit(true);
            registry.registerBeanDefinition(className, definition);
        });
    }
}
