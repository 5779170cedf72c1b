package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "completion",
        description = "Writes a completion script for Bash and Zsh. Does not start the application.")
final class CompletionCommand extends DbCommand implements StandaloneCommand {

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        CommandLine root = db().commandLine();
        terminal().text(AutoComplete.bash(root.getCommandName(), root));
        return ExitCode.DONE;
    }
}
