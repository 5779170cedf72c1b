package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.system.ApplicationHome;

/** Locates the sources of the application. */
final class Project {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path SQL_REVISIONS = Path.of("db", "revisions");
    private static final int LEVELS_UP = 5;

    private final ProjectHints hints;
    private final Path workingDirectory;

    Project(ProjectHints hints, Path workingDirectory) {
        this.hints = hints;
        this.workingDirectory = workingDirectory;
    }

    /** The package of a new revision. */
    record TargetPackage(Path sourceDirectory, String packageName) {

        Path directory() {
            return sourceDirectory.resolve(packageName.replace('.', File.separatorChar));
        }
    }

    /** Finds the source of a revision. */
    Optional<RevisionSourceFile> sourceOf(String id) {
        return candidates().stream()
                .flatMap(directory -> revisions(directory).stream())
                .filter(file -> file.id().equals(id))
                .findFirst();
    }

    /**
     * Returns the configured package, else the package of the newest revision of the module, else that of all.
     *
     * @throws MigrationException if there are no sources, or no revisions among them, or the application does not have all of
     *     them
     */
    TargetPackage targetPackage(RevisionGraph graph, String module) {
        String configured = hints.packageName();
        Path directory = sourceDirectory(graph);
        if (!module.isEmpty() && (configured == null || configured.isBlank())) {
            Optional<RevisionSourceFile> file = newest(
                    directory,
                    graph.headers().stream()
                            .filter(header -> header.module().equals(module))
                            .toList());
            if (file.isPresent()) {
                return compiled(new TargetPackage(directory, file.get().packageName()), graph);
            }
        }
        return targetPackage(graph);
    }

    /** As {@link #targetPackage(RevisionGraph, String)}, of all modules. */
    TargetPackage targetPackage(RevisionGraph graph) {
        Path directory = sourceDirectory(graph);
        String configured = hints.packageName();
        if (configured != null && !configured.isBlank()) {
            return compiled(new TargetPackage(directory, configured), graph);
        }
        return newest(directory, graph)
                .map(file -> compiled(new TargetPackage(directory, file.packageName()), graph))
                .orElseThrow(() -> new MigrationException(
                        "There is no revision in " + directory + ", so the package of a new one is unknown.",
                        graph.isEmpty()
                                ? "run `db init`, or set levymaster.migrate.package."
                                : "set levymaster.migrate.package, or levymaster.migrate.source-directory to the"
                                        + " directory with the Java sources of the revisions, such as"
                                        + " ../revisions/src/main/java; where all revisions are SQL files, write SQL with"
                                        + " `--sql` of `db revision`, `db migrate` or `db squash`."));
    }

    /** Returns the configured package, else {@code revisions} beneath the package of the application. */
    TargetPackage initialPackage(RevisionGraph graph) {
        Path directory = sourceDirectory(graph);
        String configured = hints.packageName();
        if (configured != null && !configured.isBlank()) {
            return compiled(new TargetPackage(directory, configured), graph);
        }
        return compiled(new TargetPackage(directory, packageBeneath(hints.mainClass())), graph);
    }

    /** Returns the package of adopted revisions, also if it has files that are not compiled yet. */
    TargetPackage adoptionPackage(RevisionGraph graph) {
        Path directory = javaDirectory(graph);
        String configured = hints.packageName();
        Class<?> main = hints.mainClass();
        if (configured != null && !configured.isBlank()) {
            return new TargetPackage(directory, configured);
        }
        return newest(directory, graph)
                .map(file -> new TargetPackage(directory, file.packageName()))
                .orElseGet(() -> new TargetPackage(directory, packageBeneath(main)));
    }

    private static String packageBeneath(@Nullable Class<?> main) {
        if (main == null) {
            throw new MigrationException(
                    "The package of the application is unknown.", "set levymaster.migrate.package.");
        }
        String parent = main.getPackageName();
        return parent.isEmpty() ? "revisions" : parent + ".revisions";
    }

    /** The revisions in the source of that package that the running application does not contain. */
    static List<RevisionSourceFile> uncompiled(TargetPackage target, RevisionGraph graph) {
        return revisions(target.sourceDirectory()).stream()
                .filter(file -> file.packageName().equals(target.packageName()))
                .filter(file -> graph.find(file.id()).isEmpty())
                .toList();
    }

    /**
     * Returns the directory of the resources beside the Java sources; SQL revisions are in {@code db/revisions} there.
     *
     * @throws MigrationException if there are no sources, or the application lacks SQL revisions that are there
     */
    Path resourceDirectory(RevisionGraph graph) {
        Path resources = resources(graph);
        refuseUnknown(sqlFiles(resources.resolve(SQL_REVISIONS)).stream()
                .filter(file -> graph.find(idOf(file)).isEmpty())
                .map(file -> file.getFileName().toString())
                .toList());
        return created(resources);
    }

    /** The file may have more rows than memory. */
    private static String idOf(Path file) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(SqlRevisionFiles::id)
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the resources beside the Java sources, which may not exist. */
    Path resources(RevisionGraph graph) {
        return javaDirectory(graph).resolveSibling("resources");
    }

    static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sqlFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void refuseUnknown(List<String> files) {
        if (!files.isEmpty()) {
            throw new MigrationException(
                    "The running application does not contain " + String.join(", ", files) + "; nothing was written.",
                    "compile the application first, or delete the file.");
        }
    }

    /** A revision that is written beside one that the running application lacks would have the same parent. */
    private static TargetPackage compiled(TargetPackage target, RevisionGraph graph) {
        Set<String> known = graph.headers().stream().map(RevisionHeader::id).collect(Collectors.toSet());
        List<RevisionSourceFile> files = revisions(target.sourceDirectory());
        Set<String> packages = files.stream()
                .filter(file -> known.contains(file.id()))
                .map(RevisionSourceFile::packageName)
                .collect(Collectors.toCollection(HashSet::new));
        packages.add(target.packageName());
        List<String> missing = files.stream()
                .filter(file -> packages.contains(file.packageName()) && !known.contains(file.id()))
                .map(file -> file.path().getFileName() + " of " + file.packageName())
                .toList();
        refuseUnknown(missing);
        return target;
    }

    private static Optional<RevisionSourceFile> newest(Path directory, RevisionGraph graph) {
        return newest(directory, graph.headers());
    }

    private static Optional<RevisionSourceFile> newest(Path directory, List<RevisionHeader> headers) {
        Map<String, RevisionSourceFile> byId = new HashMap<>();
        revisions(directory).forEach(file -> byId.put(file.id(), file));
        for (int i = headers.size() - 1; i >= 0; i--) {
            RevisionSourceFile file = byId.get(headers.get(i).id());
            if (file != null) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private Path sourceDirectory(RevisionGraph graph) {
        List<Path> candidates = candidates();
        if (candidates.isEmpty()) {
            String configured = hints.sourceDirectory();
            throw new MigrationException(
                    configured == null
                            ? "There is no " + SOURCES + " in " + workingDirectory + " or around the application."
                            : "levymaster.migrate.source-directory is " + configured + ", which is not a directory.",
                    "run the command in the directory of the project, or set levymaster.migrate.source-directory.");
        }
        return candidates.stream()
                .filter(directory -> newest(directory, graph).isPresent())
                .findFirst()
                .or(() -> candidates.stream().filter(this::hasMainClass).findFirst())
                .orElse(candidates.get(0));
    }

    /** As {@link #sourceDirectory}; in a project without Java sources, such as one in Kotlin, where they would be. */
    private Path javaDirectory(RevisionGraph graph) {
        Path main = Path.of("src", "main");
        return (candidates().isEmpty() && !isConfigured() ? roots().stream() : Stream.<Path>empty())
                .filter(root -> Files.isDirectory(root.resolve(main).resolve("resources"))
                        || Files.isDirectory(root.resolve(main).resolve("kotlin")))
                .map(root -> root.resolve(SOURCES))
                .findFirst()
                .orElseGet(() -> sourceDirectory(graph));
    }

    private boolean hasMainClass(Path directory) {
        Class<?> main = hints.mainClass();
        return main != null
                && Files.isRegularFile(directory.resolve(main.getName().replace('.', File.separatorChar) + ".java"));
    }

    /** Existing source directories: the configured one, else those in the working directory and above the application. */
    private List<Path> candidates() {
        String configured = hints.sourceDirectory();
        Stream<Path> found = configured != null && isConfigured()
                ? Stream.of(workingDirectory.resolve(configured))
                : roots().stream().map(root -> root.resolve(SOURCES));
        return found.distinct().filter(Files::isDirectory).toList();
    }

    private boolean isConfigured() {
        String configured = hints.sourceDirectory();
        return configured != null && !configured.isBlank();
    }

    private Set<Path> roots() {
        Set<Path> roots = new LinkedHashSet<>();
        roots.add(workingDirectory);
        roots.addAll(modules());
        roots.addAll(aboveApplication());
        return roots;
    }

    private List<Path> modules() {
        try (Stream<Path> children = Files.list(workingDirectory)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> aboveApplication() {
        List<Path> above = new ArrayList<>();
        File source = new ApplicationHome(hints.mainClass()).getSource();
        Path directory =
                source == null ? null : source.toPath().toAbsolutePath().getParent();
        for (int level = 0; directory != null && level < LEVELS_UP; level++) {
            above.add(directory);
            directory = directory.getParent();
        }
        return above;
    }

    private static List<RevisionSourceFile> revisions(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(path -> RevisionSourceFile.of(path).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
