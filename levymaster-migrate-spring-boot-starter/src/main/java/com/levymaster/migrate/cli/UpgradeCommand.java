package com.levymaster.migrate.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upgrade", description = "Applies all that the targets need and that is not applied yet.")
final class UpgradeCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "Where to: head, if nothing is said.")
    List<String> targets = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "TEXT", description = "For the revisions that run: op.tag().")
    @Nullable
    String tag;

    @Override
    public Integer call() {
        Reports reports = new Reports(db());
        reports.say(reports.watched(tag).upgrade(Reports.orElse(targets, "head").toArray(String[]::new)));
        return ExitCode.DONE;
    }
}
