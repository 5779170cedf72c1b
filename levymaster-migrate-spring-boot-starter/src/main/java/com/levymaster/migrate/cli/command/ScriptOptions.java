package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.command.SqlScript;
import com.levymaster.migrate.error.MigrationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that can write SQL instead of executing it. */
final class ScriptOptions {

    @Option(names = "--sql", description = "Write an SQL script, from:to or from base; uses no database.")
    boolean sql;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the script to a new file; stdout by default.")
    @Nullable
    Path output;

    /** @see DbCommand#optionConflict() */
    @Nullable
    String conflict(boolean json) {
        if (sql) {
            return json ? "--json and --sql exclude each other" : null;
        }
        return output == null ? null : "--output requires --sql";
    }

    /** Where the output has all characters, or is a file, the script is not held in memory. */
    Integer write(Terminal terminal, SqlScript script) {
        Path file = output;
        if (file == null && !terminal.charset().name().startsWith("UTF-")) {
            return write(terminal, script.toString());
        }
        if (file == null) {
            terminal.script(script);
        } else {
            OutputFile.write(file, script);
            terminal.line("Wrote " + file + ".");
        }
        return ExitCode.DONE;
    }

    Integer write(Terminal terminal, String script) {
        Path file = output;
        if (file == null) {
            if (!terminal.charset().newEncoder().canEncode(script)) {
                throw new MigrationException(
                        "The script has characters that the encoding of the output, "
                                + terminal.charset().name() + ", does not have. Nothing was written.",
                        "write it to a file with --output, or run with -Dstdout.encoding=UTF-8.");
            }
            terminal.text(script);
        } else {
            OutputFile.write(file, script);
            terminal.line("Wrote " + file + ".");
        }
        return ExitCode.DONE;
    }
}
