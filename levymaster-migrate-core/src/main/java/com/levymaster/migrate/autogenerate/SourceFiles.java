package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Source files that are written together: all of them, or none. Never overwrites a file. If the process is killed meanwhile,
 * each file is there as a whole or not at all.
 */
public final class SourceFiles {

    private final Map<Path, String> texts = new LinkedHashMap<>();
    private final Set<Path> directories = new LinkedHashSet<>();

    /** Adds a file of a package beneath a source directory, after those that it names. */
    public SourceFiles with(Path sourceDirectory, String packageName, String fileName, String text) {
        directories.add(sourceDirectory);
        texts.put(sourceDirectory.resolve(packageName.replace('.', '/')).resolve(fileName), text);
        return this;
    }

    /**
     * Writes the files.
     *
     * @return the files, in the order in which they were added
     * @throws MigrationException if a source directory does not exist, a file exists already, or one cannot be written
     */
    public List<Path> write() {
        return write(texts);
    }

    /** As {@link #write()}, but a file that exists already with this text is left as it is: an earlier run was interrupted. */
    public List<Path> complete() {
        Map<Path, String> missing = new LinkedHashMap<>(texts);
        missing.entrySet().removeIf(file -> has(file.getKey(), file.getValue()));
        return write(missing);
    }

    private static boolean has(Path file, String text) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Under other names first: a process that is killed leaves no file that is written in part. */
    private List<Path> write(Map<Path, String> files) {
        directories.forEach(SourceFiles::requireDirectory);
        Map<Path, Path> parts = new LinkedHashMap<>();
        List<Path> written = new ArrayList<>();
        files.forEach((path, text) -> {
            Path part = path.resolveSibling("." + ProcessHandle.current().pid() + "-" + parts.size() + ".part");
            parts.put(path, part);
            try {
                writePart(path, part, text);
            } catch (IOException e) {
                delete(parts.values());
                throw failed(path, e);
            }
        });
        parts.forEach((path, part) -> {
            try {
                written.add(Files.move(part, path));
            } catch (IOException e) {
                delete(written);
                delete(parts.values());
                throw failed(path, e);
            }
        });
        return written;
    }

    private static void requireDirectory(Path sourceDirectory) {
        if (!Files.isDirectory(sourceDirectory)) {
            throw new MigrationException(
                    "The source directory " + sourceDirectory.toAbsolutePath() + " does not exist.",
                    "create it, or name another one, usually src/main/java of the application.");
        }
    }

    private static void writePart(Path path, Path part, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Files.writeString(part, text);
    }

    private static MigrationException failed(Path path, IOException e) {
        return e instanceof FileAlreadyExistsException
                ? new MigrationException(
                        "The file " + path.toAbsolutePath() + " exists already; it was left as it is.",
                        "choose another message or revision id, or delete the file.",
                        e)
                : new MigrationException(
                        "Cannot write " + path.toAbsolutePath() + ": " + e.getMessage(),
                        "check the permissions of the directory and the free disk space.",
                        e);
    }

    private static void delete(Collection<Path> files) {
        for (Path path : files) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new MigrationException(
                        "Cannot delete " + path.toAbsolutePath() + ": " + e.getMessage(), "delete it.", e);
            }
        }
    }
}
