package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of an adoption: all of them, or none. */
record AdoptedFiles(Path sourceDirectory) {

    void write(List<SourceFile> files) {
        List<Path> written = new ArrayList<>();
        for (SourceFile file : files) {
            Path path = sourceDirectory
                    .resolve(file.packageName().replace('.', '/'))
                    .resolve(file.fileName());
            try {
                Files.createDirectories(path.getParent());
                written.add(Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW));
            } catch (FileAlreadyExistsException e) {
                delete(written);
                throw new MigrationException(
                        "The file " + path + " exists already; it was left as it is. Nothing was recorded.",
                        "choose another message or revision id, or delete the file.",
                        e);
            } catch (IOException e) {
                delete(written);
                throw new MigrationException(
                        "Cannot write " + path + ": " + e.getMessage() + ". Nothing was recorded.",
                        "check the permissions of the directory and the free disk space.",
                        e);
            }
        }
    }

    private static void delete(List<Path> written) {
        for (Path path : written) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new MigrationException("Cannot delete " + path + ": " + e.getMessage(), "delete it.", e);
            }
        }
    }
}
