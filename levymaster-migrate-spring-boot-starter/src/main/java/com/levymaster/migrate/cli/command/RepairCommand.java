package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.RepairAction;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "repair",
        description = {
            "Shows what an upgrade cannot repair by itself: interrupted steps outside of a transaction, applied"
                    + " revisions that have been edited, invalid indexes. Repairs it with --yes.",
            "Exit code 3 if there is something to repair and nothing was done."
        })
final class RepairCommand extends DbCommand {

    /** What the user found out about interrupted steps. */
    static final class ResolutionOptions {

        @Option(names = "--done", description = "The interrupted steps are done: resume after them.")
        boolean done;

        @Option(names = "--run-again", description = "They are not done, or can be repeated: run them.")
        boolean runAgain;

        RepairAction.Resolution value() {
            return done ? RepairAction.Resolution.DONE : RepairAction.Resolution.RUN_AGAIN;
        }
    }

    @Option(names = "--yes", description = "Perform the repair.")
    boolean yes;

    @ArgGroup
    @Nullable
    ResolutionOptions resolution;

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        List<RepairAction> repairs = yes ? repaired(migrator) : migrator.previewRepair();
        List<String> failed = failed(migrator, repairs);
        Map<String, String> resumable = resumable(migrator, failed);
        if (json()) {
            terminal().json(json(repairs, failed, resumable));
        } else {
            print(repairs, failed, resumable);
        }
        return yes || !isNeeded(repairs) ? ExitCode.DONE : ExitCode.FOUND;
    }

    private List<RepairAction> repaired(Migrator migrator) {
        return resolution == null ? migrator.repair() : migrator.repair(resolution.value());
    }

    /** Revisions whose last run failed, and of which there is nothing to repair. */
    private static List<String> failed(Migrator migrator, List<RepairAction> repairs) {
        return migrator.unfinishedRevisions().stream()
                .filter(id ->
                        repairs.stream().noneMatch(repair -> repair.subject().equals(id)))
                .sorted()
                .toList();
    }

    /** Those of which a part is committed, with the step at which the next run resumes. */
    private static Map<String, String> resumable(Migrator migrator, List<String> failed) {
        return failed.isEmpty()
                ? Map.of()
                : migrator.status().unfinished().stream()
                        .collect(Collectors.toMap(UnfinishedRevision::id, UnfinishedRevision::toString));
    }

    private static boolean isNeeded(List<RepairAction> repairs) {
        return repairs.stream().anyMatch(repair -> repair.resolver() != RepairAction.Resolver.NEXT_RUN);
    }

    private void print(List<RepairAction> repairs, List<String> failed, Map<String, String> resumable) {
        for (String id : failed) {
            String partly = resumable.get(id);
            terminal()
                    .line((partly == null
                                    ? "The last run of revision " + PrintableText.id(id)
                                            + " failed and was rolled back: fix its cause and upgrade again"
                                    : "The " + partly + ", failed there; the steps before it are committed: fix its"
                                            + " cause and start again, which resumes there")
                            + "; `db log --failures` shows it.");
        }
        for (RepairAction repair : repairs) {
            boolean done = yes && repair.resolver() != RepairAction.Resolver.NEXT_RUN;
            terminal().line(repair.problem());
            terminal().line("  " + (done ? "Repaired: " : "Repair: ") + action(repair) + ".");
        }
        if (!isNeeded(repairs)) {
            terminal().line("There is nothing to repair.");
        } else if (repairs.stream().anyMatch(repair -> repair.resolver() == RepairAction.Resolver.AUTHOR)) {
            terminal()
                    .line(
                            "Nothing was changed. A revision that was edited after its interruption must be resolved first.");
        } else if (!yes) {
            terminal()
                    .line("Nothing was changed. Use --yes to repair it"
                            + (repairs.stream().anyMatch(RepairCommand::isOpen)
                                    ? ", with --done or --run-again once you have checked the steps."
                                    : "."));
        }
    }

    private static boolean isOpen(RepairAction repair) {
        return repair.resolver() == RepairAction.Resolver.PERSON;
    }

    private String action(RepairAction repair) {
        if (!isOpen(repair) || !yes || resolution == null) {
            return repair.action();
        }
        return resolution.done ? "the next run resumes after the step" : "the next run runs the step";
    }

    private Map<String, Object> json(List<RepairAction> repairs, List<String> failed, Map<String, String> resumable) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("done", yes);
        json.put("unfinished", failed.stream().filter(resumable::containsKey).toList());
        json.put(
                "failed",
                failed.stream().filter(id -> !resumable.containsKey(id)).toList());
        json.put("repairs", repairs.stream().map(this::json).toList());
        return json;
    }

    private Map<String, Object> json(RepairAction repair) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", repair.kind().name().toLowerCase(Locale.ROOT));
        json.put("subject", repair.subject());
        json.put("problem", repair.problem());
        json.put("action", action(repair));
        json.put("open", isOpen(repair));
        return json;
    }
}
