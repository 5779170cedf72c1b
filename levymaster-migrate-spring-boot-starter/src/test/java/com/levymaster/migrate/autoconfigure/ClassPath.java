package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.Migration;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Parts of the class path of the tests, for applications that start as processes. */
public final class ClassPath {

    /** Boot with JDBC and logging, and what the starter needs. */
    private static final String MINIMAL =
            "spring-boot-(?!.*test)(\\d|autoconfigure-|(jdbc|transaction|sql|persistence)-\\d)"
                    + "|spring-(core|context|beans|aop|expression|jdbc|tx)-\\d|HikariCP|postgresql-|slf4j|logback"
                    + "|commons-logging|jspecify|micrometer-(commons|observation)-\\d|picocli";

    private static final String ENTITIES = "|hibernate-|spring-boot-(hibernate|jpa)-\\d|spring-orm-|jboss-logging|jaxb"
            + "|jakarta\\.(persistence|transaction|xml|inject|activation)|txw2|istack|antlr4|byte-buddy-\\d|classmate"
            + "|angus";

    private static final String SPRING_DATA = "spring-(boot-)?data-(?!.*test).*\\.jar";

    private ClassPath() {}

    /** Returns the jars of Spring Data JPA, in addition to those of an application with entities. */
    public static List<Path> springData() {
        return named(SPRING_DATA);
    }

    /** Returns the jars that compiled Kotlin needs. */
    public static List<Path> kotlin() {
        return named("kotlin-stdlib-\\d.*\\.jar");
    }

    /**
     * Returns the jars of a small application, with or without entities: this library, packed into the directory, and
     * others.
     */
    public static List<Path> jars(Path directory, boolean entities) throws IOException, URISyntaxException {
        String names = "(" + MINIMAL + (entities ? ENTITIES : "") + ").*\\.jar";
        List<Path> jars = new ArrayList<>(named(names));
        jars.add(jar(directory, "com.levymaster.migrate", Migration.class));
        jars.add(jar(directory, "com.levymaster.migrate.starter", LevyMigrateInitializer.class));
        return jars;
    }

    private static List<Path> named(String pattern) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(pattern))
                .toList();
    }

    /** Joins paths for {@code -cp} or {@code -p}. */
    public static String join(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Packs what the class is in, unless it is a jar, under the module name that its jar gets from Maven. */
    private static Path jar(Path directory, String module, Class<?> type) throws IOException, URISyntaxException {
        Path location = location(type);
        return Files.isRegularFile(location) ? location : pack(location, directory.resolve(module + ".jar"), module);
    }

    /** Returns the jar or directory in which the class is. */
    public static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Packs a directory. */
    public static Path pack(Path directory, Path jar, String module) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), module);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> !path.equals(directory)).toList()) {
                String name = directory.relativize(file).toString().replace('\\', '/');
                if (Files.isDirectory(file)) {
                    entries.putNextEntry(new ZipEntry(name + "/"));
                } else if (!name.equals("META-INF/MANIFEST.MF")) {
                    entries.putNextEntry(new ZipEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }
}
