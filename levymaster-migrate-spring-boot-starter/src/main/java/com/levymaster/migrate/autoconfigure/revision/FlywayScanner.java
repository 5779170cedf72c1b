package com.levymaster.migrate.autoconfigure.revision;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.flyway.FlywayProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Reads the migrations of Flyway where they are: in directories, jars and nested jars. */
public final class FlywayScanner {

    private final ResourceLoader resources;

    /** Creates a scanner of the class path of this loader. */
    public FlywayScanner(ResourceLoader resources) {
        this.resources = resources;
    }

    /**
     * Reads the migrations in these locations and below.
     *
     * @param locations as Flyway has them: {@code classpath:db/migration}, {@code filesystem:…}
     * @throws MigrationException if a location has none, and with all that is wrong with them
     */
    public FlywayProject read(List<String> locations, FlywayOptions options) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String location : locations) {
            Map<String, byte[]> found = files(location.strip().replace("{vendor}", "postgresql"), options);
            if (found.isEmpty()) {
                throw new MigrationException(
                        "levymaster.migrate.flyway.locations has " + location
                                + ", and no migrations of Flyway are there. Nothing was changed.",
                        "correct the location, or remove it.");
            }
            files.putAll(found);
        }
        ClassLoader loader = Objects.requireNonNullElseGet(
                resources.getClassLoader(), () -> Objects.requireNonNull(ClassUtils.getDefaultClassLoader()));
        return FlywayProject.inPlace(files, options, loader);
    }

    /** By their path on the class path; a second file of one path by its URL. */
    private Map<String, byte[]> files(String location, FlywayOptions options) {
        boolean onFiles = location.startsWith("filesystem:") || location.startsWith("file:");
        String folder = StringUtils.trimTrailingCharacter(
                StringUtils.trimLeadingCharacter(location.substring(location.indexOf(':') + 1), '/'), '/');
        String root = onFiles ? "file:" + location.substring(location.indexOf(':') + 1) : "classpath*:" + folder;
        ReadFiles files = new ReadFiles();
        try {
            for (Resource file : ResourcePatternUtils.getResourcePatternResolver(resources)
                    .getResources(StringUtils.trimTrailingCharacter(root, '/') + "/**/*.*")) {
                String url = StringUtils.uriDecode(file.getURL().toString(), StandardCharsets.UTF_8);
                if (isRead(url, options) && !ReadFiles.isDirectory(file)) {
                    String path = url.substring(url.lastIndexOf("/" + folder + "/") + 1);
                    files.read(files.has(path) ? url : path, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.contents();
    }

    private static boolean isRead(String url, FlywayOptions options) {
        return Stream.concat(options.naming().suffixes().stream(), Stream.of(".conf", ".class"))
                .anyMatch(url::endsWith);
    }
}
