package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.UpgradeSplit;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.BackfillProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "backfill",
        description = {
            "Applies the pending revisions with backfills, and those that they require. A backfill that was interrupted"
                    + " continues with its next batch.",
            "With --status, shows how far they are, and runs nothing."
        })
final class BackfillCommand extends DbCommand {

    @Option(names = "--status", description = "Show how far the backfills are. Reads only.")
    boolean status;

    @Override
    public boolean isRun() {
        return !status;
    }

    @Override
    public Integer call() {
        UpgradeSplit split = migrator().splitAtBackfills("heads");
        RunReporter reports = new RunReporter(db());
        if (!status && json() && split.backfills().isEmpty()) {
            reports.print(nothingRun());
            return ExitCode.DONE;
        }
        if (status || split.backfills().isEmpty()) {
            show(split);
            return ExitCode.DONE;
        }
        Migrator migrator = reports.migrator(null);
        reports.print(migrator.upgrade(
                split.backfills().stream().map(RevisionHeader::id).toArray(String[]::new)));
        return ExitCode.DONE;
    }

    private RunReport nothingRun() {
        List<String> at = migrator().graph().headsOf(migrator().status().applied()).stream()
                .map(RevisionHeader::id)
                .toList();
        return new RunReport(Direction.UPGRADE, List.of(), at, at, Duration.ZERO, Duration.ZERO);
    }

    private void show(UpgradeSplit split) {
        List<BackfillProgress> begun = migrator().status().backfills();
        if (json()) {
            terminal()
                    .json(split.backfills().stream()
                            .map(revision -> json(revision, begun))
                            .toList());
            return;
        }
        if (split.backfills().isEmpty()) {
            terminal().line("No backfill is pending.");
        }
        for (RevisionHeader revision : split.backfills()) {
            List<BackfillProgress> own = of(revision, begun);
            terminal().line(PrintableText.line(revision.title()) + (own.isEmpty() ? ": not begun" : ""));
            own.forEach(progress -> terminal().line("  " + progress));
        }
        List<String> waiting = split.later().stream()
                .filter(revision -> !split.backfills().contains(revision))
                .map(RevisionHeader::title)
                .toList();
        if (!waiting.isEmpty()) {
            terminal().line("Revisions that need them: " + PrintableText.line(String.join(", ", waiting)));
        }
    }

    private static List<BackfillProgress> of(RevisionHeader revision, List<BackfillProgress> begun) {
        return begun.stream()
                .filter(progress -> progress.revision().equals(revision.id()))
                .toList();
    }

    private static Map<String, Object> json(RevisionHeader revision, List<BackfillProgress> begun) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revision", revision.id());
        json.put("message", revision.message());
        json.put(
                "begun", of(revision, begun).stream().map(BackfillCommand::json).toList());
        return json;
    }

    private static Map<String, Object> json(BackfillProgress progress) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("description", progress.description());
        json.put("batches", progress.batches());
        json.put("rows", progress.rows());
        json.put("rowsPerSecond", progress.rowsPerSecond());
        Duration remaining = progress.remaining();
        if (remaining != null) {
            json.put("remainingMs", remaining.toMillis());
        }
        return json;
    }
}
