package com.levymaster.migrate.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "downgrade", description = "Takes back all that stands above the target, and all that needs that.")
final class DowngradeCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..1", description = "Where to: down one, if nothing is said.")
    String target = "-1";

    @Option(names = "--tag", paramLabel = "TEXT", description = "For the revisions that run: op.tag().")
    @Nullable
    String tag;

    @Override
    public Integer call() {
        Reports reports = new Reports(db());
        reports.say(reports.watched(tag).downgrade(target));
        return ExitCode.DONE;
    }
}
