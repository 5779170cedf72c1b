package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upgrade", description = "Applies all that the targets need and that is not applied yet.")
final class UpgradeCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "Where to: head, if nothing is said.")
    List<String> targets = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "TEXT", description = "For the revisions that run: op.tag().")
    @Nullable
    String tag;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Override
    public Integer call() {
        List<String> wanted = targets.isEmpty() ? List.of("head") : targets;
        if (script.sql) {
            if (wanted.size() > 1) {
                throw new MigrationException(
                        "A script has one target or range, and here are " + wanted.size() + ".",
                        "write one script for each, or name heads.");
            }
            return script.write(terminal(), db().migrator(tag).scriptUpgrade(wanted.get(0)));
        }
        RunReporter reports = new RunReporter(db());
        reports.say(reports.watched(tag).upgrade(wanted.toArray(String[]::new)));
        return ExitCode.DONE;
    }
}
