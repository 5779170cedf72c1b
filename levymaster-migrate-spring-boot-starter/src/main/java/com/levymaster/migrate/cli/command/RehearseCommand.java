package com.levymaster.migrate.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rehearse",
        description = {
            "Runs an upgrade in a transaction that is rolled back, under short timeouts, and measures each statement: time,"
                    + " rows, locks, rewrites, reads.",
            "Exit code 1 if it would fail, or holds a lock for longer than levymaster.migrate.rehearse.max-lock."
        })
final class RehearseCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "heads by default.")
    List<String> targets = new ArrayList<>();

    @Mixin
    RehearsalOptions rehearsal = new RehearsalOptions();

    @Option(names = "--tag", paramLabel = "TEXT", description = "The value of op.tag() in revisions.")
    @Nullable
    String tag;

    @Mixin
    PhaseOptions phases = new PhaseOptions();

    @Override
    public boolean isRun() {
        return true;
    }

    @Override
    public Integer call() {
        db().select(phases, false);
        String[] to = targets.isEmpty() ? new String[] {"heads"} : targets.toArray(String[]::new);
        return rehearsal.run(this, db().migrator(tag), (migrator, settings) -> migrator.rehearseUpgrade(settings, to));
    }
}
