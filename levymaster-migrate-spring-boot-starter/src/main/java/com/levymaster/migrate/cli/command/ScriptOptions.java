package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.error.MigrationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that can write SQL instead of running it. */
final class ScriptOptions {

    @Option(names = "--sql", description = "Write an SQL script, from:to or from base, and ask no database.")
    boolean sql;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the script goes: a new file; stdout, if nothing is said.")
    @Nullable
    Path output;

    Integer write(Terminal terminal, String script) {
        Path file = output;
        if (file == null) {
            terminal.text(script);
        } else {
            write(file, script);
            terminal.line("Wrote " + file + ".");
        }
        return ExitCode.DONE;
    }

    /** Overwrites nothing. */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new MigrationException(
                    file + " is there already, and is left as it was.", "name another file, or move that one away.", e);
        } catch (NoSuchFileException e) {
            throw new MigrationException(
                    file.toAbsolutePath().getParent() + " is no directory.", "create it, or name another file.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
