package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.cli.output.ExitCode;
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
            "Reverts all revisions above the target, and those that depend on them.",
            "Refuses to lose data, and shows the number of rows, unless that is allowed; under a profile of"
                    + " levymaster.migrate.protected-profiles it always refuses."
        })
final class DowngradeCommand extends DbCommand {

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..1",
            description = "The target revision: -1 by default. With --sql from:to, head:-1 by default.")
    @Nullable
    String target;

    @Option(names = "--allow-data-loss", description = "Downgrade even if tables or columns lose data.")
    boolean allowDataLoss;

    @Option(names = "--across-branches", description = "Downgrade even if this reverts revisions of other branches.")
    boolean acrossBranches;

    @Option(names = "--tag", paramLabel = "TEXT", description = "The value of op.tag() in revisions.")
    @Nullable
    String tag;

    @Mixin
    ModuleOption module = new ModuleOption();

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Override
    public boolean isRun() {
        return !script.sql;
    }

    @Override
    public @Nullable String optionConflict() {
        return script.conflict(json());
    }

    @Override
    public Integer call() {
        if (script.sql) {
            String range = module.target(target == null ? "head:-1" : target);
            return script.write(terminal(), db().migrator(tag).streamDowngrade(range));
        }
        String to = module.target(target == null ? "-1" : target);
        RunReporter reports = new RunReporter(db());
        Migrator migrator = reports.migrator(tag);
        PlanPreview preview = migrator.previewDowngrade(to);
        requireSameBranch(migrator, preview, to);
        requireNoDataLoss(migrator.dataLosses(preview), to);
        reports.print(migrator.withListener(new PlanUnchangedListener(preview)).downgrade(to));
        return ExitCode.DONE;
    }

    private void requireSameBranch(Migrator migrator, PlanPreview preview, String to) {
        Plan plan = new Plan(preview.direction(), revisions(preview), Set.of());
        List<RevisionHeader> others = migrator.graphOfDatabase(to).offBranch(plan, to);
        if (!others.isEmpty() && !acrossBranches) {
            throw new MigrationException(
                    "Downgrading to " + to + " would also revert revisions of other branches, because they depend on"
                            + " reverted ones: "
                            + others.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                            + ". Nothing was changed.",
                    "use --across-branches to revert them too; `db plan --down " + to + "` shows all of them.");
        }
    }

    /** Without repeatables, which are removed and applied around them. */
    private static List<RevisionHeader> revisions(PlanPreview preview) {
        return preview.revisions().stream()
                .map(prepared -> prepared.revision())
                .filter(revision -> !revision.isRepeatable())
                .toList();
    }

    private void requireNoDataLoss(List<DataLoss> losses, String to) {
        Set<String> profiles = db().application().protectedProfiles();
        if (losses.isEmpty() || allowDataLoss && profiles.isEmpty()) {
            return;
        }
        String problem = "Downgrading to " + to + " would lose data:" + LossFormatter.list(losses)
                + System.lineSeparator() + "Nothing was changed.";
        if (profiles.isEmpty()) {
            throw new MigrationException(problem, "make a backup, then use --allow-data-loss.");
        }
        throw new MigrationException(
                problem + " The profile " + String.join(", ", profiles)
                        + " is protected: --allow-data-loss does not help.",
                "restore a backup, write a new revision that upgrades, or remove the profile from"
                        + " levymaster.migrate.protected-profiles.");
    }

    /** Stops the run if its plan differs from the preview, because another process changed the applied revisions. */
    private record PlanUnchangedListener(PlanPreview preview) implements RunListener {

        @Override
        public void beforeRun(Plan plan) {
            List<String> previewed =
                    revisions(preview).stream().map(RevisionHeader::id).toList();
            if (!plan.ids().equals(previewed)) {
                throw new MigrationException(
                        "Another process changed the applied revisions: the downgrade would revert "
                                + String.join(", ", plan.ids()) + ", not " + String.join(", ", previewed)
                                + ". Nothing was changed.",
                        "run the command again.");
            }
        }
    }
}
