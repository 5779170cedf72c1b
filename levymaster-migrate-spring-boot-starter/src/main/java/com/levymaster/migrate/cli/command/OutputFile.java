package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.command.SqlScript;
import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file that receives the output of a command. */
final class OutputFile {

    private OutputFile() {}

    /** @throws MigrationException if the file exists already, or its directory does not */
    public static void write(Path file, String text) {
        try (Writer out = create(file)) {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Leaves no part of a script.
     *
     * @throws MigrationException if the file exists already, or its directory does not, or rows cannot be read as they were
     */
    public static void write(Path file, SqlScript script) {
        try (Writer out = create(file)) {
            write(script, out, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SqlScript script, Writer out, Path file) throws IOException {
        boolean complete = false;
        try {
            script.writeTo(out);
            out.flush();
            complete = true;
        } finally {
            if (!complete) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Writer create(Path file) throws IOException {
        try {
            return Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new MigrationException(
                    Files.isDirectory(file)
                            ? file + " is a directory."
                            : "The file " + file + " exists already; it was left as it is.",
                    Files.isDirectory(file) ? "name a file in it." : "name another file, or move that one away.",
                    e);
        } catch (NoSuchFileException e) {
            throw new MigrationException(
                    file.toAbsolutePath().getParent() + " is not a directory.", "create it, or name another file.", e);
        }
    }
}
