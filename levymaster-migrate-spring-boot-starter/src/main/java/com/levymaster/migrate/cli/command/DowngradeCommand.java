package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.LossFormatter;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunListener;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "downgrade",
        description = {
            "Takes back all that stands above the target, and all that needs that.",
            "What would lose data is refused, with the numbers of rows, unless it is allowed; under a profile of"
                    + " levymaster.migrate.protected-profiles it is always refused."
        })
final class DowngradeCommand extends DbCommand {

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "Where to: down one, if nothing is said. With --sql from:to, head:-1 if nothing is said.")
    @Nullable
    String target;

    @Option(names = "--allow-data-loss", description = "Go down even where tables or columns lose what they hold.")
    boolean allowDataLoss;

    @Option(
            names = "--across-branches",
            description = "Go down even where revisions of branches go that the target does not name.")
    boolean acrossBranches;

    @Option(names = "--tag", paramLabel = "TEXT", description = "For the revisions that run: op.tag().")
    @Nullable
    String tag;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Override
    public Integer call() {
        if (script.sql) {
            String range = target == null ? "head:-1" : target;
            return script.write(terminal(), db().migrator(tag).scriptDowngrade(range));
        }
        String to = target == null ? "-1" : target;
        RunReporter reports = new RunReporter(db());
        Migrator migrator = reports.watched(tag);
        PlanPreview preview = migrator.previewDowngrade(to);
        refuseOtherBranches(migrator, preview, to);
        refuseLoss(migrator.dataLosses(preview), to);
        reports.say(migrator.withListener(new PlanUnchangedListener(preview)).downgrade(to));
        return ExitCode.DONE;
    }

    private void refuseOtherBranches(Migrator migrator, PlanPreview preview, String to) {
        Plan plan = new Plan(
                preview.direction(),
                preview.revisions().stream().map(p -> p.revision()).toList(),
                Set.of());
        List<RevisionHeader> others = migrator.graph().offBranch(plan, to);
        if (!others.isEmpty() && !acrossBranches) {
            throw new MigrationException(
                    "Going down to " + to + " would also take back what is not on that branch, because it stands on"
                            + " what goes: "
                            + others.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                            + ". Nothing was changed.",
                    "say --across-branches if that is meant; `db plan --down " + to + "` shows all of it.");
        }
    }

    private void refuseLoss(List<DataLoss> losses, String to) {
        Set<String> profiles = db().application().protectedProfiles();
        if (losses.isEmpty() || allowDataLoss && profiles.isEmpty()) {
            return;
        }
        String what = "Going down to " + to + " would lose data:" + LossFormatter.list(losses) + System.lineSeparator()
                + "Nothing was changed.";
        if (profiles.isEmpty()) {
            throw new MigrationException(what, "make a backup, then say --allow-data-loss.");
        }
        throw new MigrationException(
                what + " The profile " + String.join(", ", profiles)
                        + " is protected: --allow-data-loss does not help.",
                "restore a backup, write a revision that leads forward, or take the profile out of"
                        + " levymaster.migrate.protected-profiles.");
    }

    /** Holds the run to what was looked at: another process may have changed what is applied meanwhile. */
    private record PlanUnchangedListener(PlanPreview preview) implements RunListener {

        @Override
        public void beforeRun(Plan plan) {
            List<String> seen =
                    preview.revisions().stream().map(p -> p.revision().id()).toList();
            if (!plan.ids().equals(seen)) {
                throw new MigrationException(
                        "Another process changed what is applied: the downgrade would take back "
                                + String.join(", ", plan.ids()) + ", and not " + String.join(", ", seen)
                                + ". Nothing was changed.",
                        "run the command again.");
            }
        }
    }
}
