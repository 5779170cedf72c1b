package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Source files that are written together: all of them, or none. Never overwrites a file. */
public final class SourceFiles {

    private final Map<Path, String> texts = new LinkedHashMap<>();

    /** Adds a file. */
    public SourceFiles with(String packageName, String fileName, String text) {
        texts.put(Path.of(packageName.replace('.', '/')).resolve(fileName), text);
        return this;
    }

    /**
     * Writes the files beneath the source directory.
     *
     * @return the files, in the order in which they were added
     * @throws MigrationException if the source directory does not exist, a file exists already, or one cannot be written
     */
    public List<Path> writeTo(Path sourceDirectory) {
        return write(sourceDirectory, texts);
    }

    /** As {@link #writeTo}, but a file that exists already with this text is left as it is: an earlier run was interrupted. */
    public List<Path> completeIn(Path sourceDirectory) {
        Map<Path, String> missing = new LinkedHashMap<>(texts);
        missing.entrySet().removeIf(file -> has(sourceDirectory.resolve(file.getKey()), file.getValue()));
        return write(sourceDirectory, missing);
    }

    private static boolean has(Path file, String text) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> write(Path sourceDirectory, Map<Path, String> texts) {
        if (!Files.isDirectory(sourceDirectory)) {
            throw new MigrationException(
                    "The source directory " + sourceDirectory.toAbsolutePath() + " does not exist.",
                    "create it, or name another one, usually src/main/java of the application.");
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Path, String> file : texts.entrySet()) {
            Path path = sourceDirectory.resolve(file.getKey());
            try {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                written.add(Files.writeString(
                        path, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            } catch (IOException e) {
                delete(written);
                throw failed(path, e);
            }
        }
        return written;
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

    private static void delete(List<Path> written) {
        for (Path path : written) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new MigrationException(
                        "Cannot delete " + path.toAbsolutePath() + ": " + e.getMessage(), "delete it.", e);
            }
        }
    }
}
