package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.definition.PackageModules;
import com.levymaster.migrate.definition.RevisionDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Gives revisions the module that an annotation of their package names. */
final class RevisionModules {

    private final ResourceLoader resources;
    private final MetadataReaderFactory readers;
    private final Map<String, AnnotationMetadata> packages = new HashMap<>();

    RevisionModules(ResourceLoader resources) {
        this.resources = resources;
        this.readers = MetadataReaderFactory.create(resources);
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
        return PackageModules.of(packageName, this::annotation);
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
