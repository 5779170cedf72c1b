package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.command.DbRootCommand;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Executes a command for each database, one after the other; a failure does not stop the others. */
final class EachDatabase {

    private final DbRootCommand db;
    private final Terminal terminal;
    private boolean first = true;

    EachDatabase(DbRootCommand db, Terminal terminal) {
        this.db = db;
        this.terminal = terminal;
    }

    /**
     * Prints the name of each database before its output, or one JSON object with the output of each.
     *
     * @param command prints to the terminal, and returns its exit code
     * @return the first exit code of a command that failed, else the first of one that found something
     */
    int execute(Collection<String> names, Function<Terminal, Integer> command) {
        int worst = ExitCode.DONE;
        if (db.json) {
            terminal.text("{");
        }
        for (String name : names) {
            int code = db.json ? json(name, command) : text(name, command);
            worst = worst == ExitCode.DONE || worst != ExitCode.FAILED && code == ExitCode.FAILED ? code : worst;
        }
        if (db.json) {
            terminal.line("}");
        }
        return worst;
    }

    private int text(String name, Function<Terminal, Integer> command) {
        if (!db.quiet) {
            terminal.line((first ? "" : System.lineSeparator()) + name + ":");
        }
        first = false;
        db.select(name, terminal);
        return command.apply(terminal);
    }

    private int json(String name, Function<Terminal, Integer> command) {
        StringWriter captured = new StringWriter();
        Terminal output = new Terminal(
                new PrintWriter(captured), terminal.err(), terminal.ansi(), terminal.charset(), false, null);
        db.select(name, output);
        int code = command.apply(output);
        output.out().flush();
        List<String> values = captured.toString().lines().toList();
        terminal.text((first ? "" : ",") + "\"" + name + "\":"
                + (values.size() == 1 ? values.get(0) : "[" + String.join(",", values) + "]"));
        first = false;
        return code;
    }
}
