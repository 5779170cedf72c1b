package com.levymaster.migrate.liquibase;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.resource.AbstractResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * The files of a project, then those of the class path, as in a jar that several applications share. What the project has
 * built itself is left out, since it may be older than its files.
 */
final class ChangeLogFiles extends AbstractResourceAccessor {

    private final List<Path> roots;
    private final List<ResourceAccessor> directories = new ArrayList<>();
    private final ResourceAccessor classPath = new SpringResourceAccessor(new DefaultResourceLoader());

    /** @param roots directories that are there, the most important first */
    ChangeLogFiles(List<Path> roots) throws FileNotFoundException {
        this.roots = roots;
        for (Path root : roots) {
            directories.add(new DirectoryResourceAccessor(root));
        }
    }

    @Override
    public List<Resource> getAll(String path) throws IOException {
        for (ResourceAccessor directory : directories) {
            List<Resource> found = listed(directory.getAll(path));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return ofOthers(classPath.getAll(path));
    }

    @Override
    public List<Resource> search(String path, boolean recursive) throws IOException {
        Map<String, Resource> found = new LinkedHashMap<>();
        for (ResourceAccessor directory : directories) {
            for (Resource each : listed(directory.search(path, recursive))) {
                found.putIfAbsent(name(each), each);
            }
        }
        for (Resource each : ofOthers(classPath.search(path, recursive))) {
            found.putIfAbsent(name(each), each);
        }
        return List.copyOf(found.values());
    }

    private static String name(Resource resource) {
        return resource.getPath().replaceFirst("^/+", "");
    }

    private List<Resource> ofOthers(@Nullable List<Resource> found) {
        return listed(found).stream().filter(each -> !isBuiltHere(each)).toList();
    }

    private boolean isBuiltHere(Resource resource) {
        String uri = resource.getUri().toString();
        return uri.contains("BOOT-INF/classes")
                || roots.stream()
                        .map(ChangeLogFiles::module)
                        .anyMatch(module -> Stream.of("target", "build", "out", "bin")
                                .map(name -> module.resolve(name).toUri().toString())
                                .anyMatch(uri::startsWith));
    }

    private static Path module(Path root) {
        return root.endsWith("src/main/resources") ? root.resolve("../../..").normalize() : root;
    }

    private static List<Resource> listed(@Nullable List<Resource> found) {
        return Objects.requireNonNullElse(found, List.of());
    }

    @Override
    public List<String> describeLocations() {
        return Stream.concat(roots.stream().map(Path::toString), Stream.of("the class path"))
                .toList();
    }

    @Override
    public void close() throws Exception {
        for (ResourceAccessor directory : directories) {
            directory.close();
        }
        classPath.close();
    }
}
