package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.schema.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A revision that was drafted, and not yet written.
 *
 * @param revision the source, its header and its steps
 * @param template lays out the file
 * @param warnings what the user should know
 * @param unmapped tables, sequences and types of the database that no entity uses, and that stay
 */
public record Draft(
        RevisionSource revision, RevisionTemplate template, List<String> warnings, List<ObjectName> unmapped) {

    public Draft {
        warnings = List.copyOf(warnings);
        unmapped = List.copyOf(unmapped);
    }

    /** {@code R7c1e5b0a_AddCounty.java}. */
    public String fileName() {
        return revision.fileName();
    }

    /** The whole Java file. */
    public String source() {
        return template.text(revision);
    }

    public List<Operation> operations() {
        return revision.upgrade().stream().map(ReviewedOperation::operation).toList();
    }

    /**
     * Writes the file into its package under the source directory, and never over another file.
     *
     * @return the file
     * @throws MigrationException if the source directory is none, the file exists, or it cannot be written
     */
    public Path writeTo(Path sourceDirectory) {
        if (!Files.isDirectory(sourceDirectory)) {
            throw new MigrationException(
                    "There is no source directory " + sourceDirectory.toAbsolutePath() + ".",
                    "create it, or name another one; src/main/java of the application is usual.");
        }
        Path folder = sourceDirectory.resolve(revision.packageName().replace('.', '/'));
        Path file = folder.resolve(fileName());
        try {
            byte[] bytes = source().getBytes(StandardCharsets.UTF_8);
            Files.createDirectories(folder);
            return Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new MigrationException(
                    "The file " + file.toAbsolutePath() + " exists already; it was left as it is.",
                    "choose another message or revision id, or delete the file.",
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "Cannot write " + file.toAbsolutePath() + ": " + e.getMessage(),
                    "check the rights of the directory and the space on the disk.",
                    e);
        }
    }
}
