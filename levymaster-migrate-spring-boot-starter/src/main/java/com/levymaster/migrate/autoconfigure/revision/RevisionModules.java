package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.definition.PackageModules;
import com.levymaster.migrate.definition.RevisionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Gives revisions the module of their package: the one that an annotation of the package names, else, in an application with Spring
 * Modulith, the package directly below that of the application.
 */
final class RevisionModules {

    private static final String MODULITH = "org.springframework.modulith.ApplicationModule";

    private final ResourceLoader resources;
    private final MetadataReaderFactory readers;
    private final Collection<String> applications;
    private final Map<String, AnnotationMetadata> packages = new HashMap<>();

    /** @param applications the packages whose packages are modules */
    RevisionModules(ResourceLoader resources, Collection<String> applications) {
        this.resources = resources;
        this.readers = MetadataReaderFactory.create(resources);
        this.applications = applications;
    }

    /** Creates it for an application with or without Spring Modulith. */
    static RevisionModules of(ResourceLoader resources, Collection<String> applications) {
        boolean modulith = ClassUtils.isPresent(MODULITH, resources.getClassLoader());
        return new RevisionModules(resources, modulith ? applications : List.of());
    }

    void assign(Map<String, RevisionDefinition> byClassName) {
        Map<String, String> modules = new HashMap<>();
        byClassName.replaceAll(
                (className, definition) -> definition.header().module().isEmpty()
                        ? definition.withModule(
                                modules.computeIfAbsent(ClassUtils.getPackageName(className), this::module))
                        : definition);
    }

    private String module(String packageName) {
        String annotated = PackageModules.of(packageName, this::annotation);
        return annotated.isEmpty()
                ? applications.stream()
                        .filter(application -> packageName.startsWith(application + "."))
                        .map(application -> packageName.substring(application.length() + 1))
                        .map(below -> below.replaceFirst("\\..*", ""))
                        .findFirst()
                        .orElse("")
                : annotated;
    }

    private @Nullable Function<String, @Nullable Object> annotation(String packageName, String annotation) {
        AnnotationMetadata metadata = packages.computeIfAbsent(packageName, this::read);
        Map<String, Object> attributes = metadata.getAnnotationAttributes(annotation);
        return attributes == null ? null : attributes::get;
    }

    private AnnotationMetadata read(String packageName) {
        Resource file = resources.getResource(ResourceLoader.CLASSPATH_URL_PREFIX
                + ClassUtils.convertClassNameToResourcePath(packageName) + "/package-info.class");
        try {
            return file.exists()
                    ? readers.getMetadataReader(file).getAnnotationMetadata()
                    : AnnotationMetadata.introspect(RevisionModules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
