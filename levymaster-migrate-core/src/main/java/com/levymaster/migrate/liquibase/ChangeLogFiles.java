package com.levymaster.migrate.liquibase;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
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

    private final Path project;
    private final List<ResourceAccessor> directories = new ArrayList<>();
    private final ResourceAccessor classPath = new SpringResourceAccessor(new DefaultResourceLoader());

    /** @param project the directory of {@code src/main/resources} */
    ChangeLogFiles(Path project) throws FileNotFoundException {
        this.project = project;
        for (Path root : roots(project).toList()) {
            directories.add(new DirectoryResourceAccessor(root));
        }
    }

    private static Stream<Path> roots(Path project) {
        return Stream.of(project.resolve("src/main/resources"), project).filter(Files::isDirectory);
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
                || Stream.of("target", "build", "out", "bin")
                        .map(name -> project.resolve(name).toUri().toString())
                        .anyMatch(uri::startsWith);
    }

    private static List<Resource> listed(@Nullable List<Resource> found) {
        return Objects.requireNonNullElse(found, List.of());
    }

    @Override
    public List<String> describeLocations() {
        return Stream.concat(roots(project).map(Path::toString), Stream.of("the class path"))
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
