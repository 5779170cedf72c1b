package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(name = "help", description = "Shows the help of a command. Does not start the application.")
final class HelpCommand extends DbCommand implements StandaloneCommand {

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "All commands by default.")
    @Nullable
    String command;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        CommandLine root = db().commandLine();
        CommandLine asked = command == null ? root : root.getSubcommands().get(command);
        if (asked == null) {
            throw new ParameterException(root, "There is no command \"" + command + "\"");
        }
        asked.usage(terminal().out());
        return ExitCode.DONE;
    }
}
