package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.analysis.DataLoss;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.Rule.Severity;
import com.levymaster.migrate.plan.ExpectedOutcome;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.rehearse.Rehearsal;
import com.levymaster.migrate.rehearse.RehearsalSettings;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = {
            "Shows the steps of an upgrade or downgrade and their SQL, in order, and runs nothing.",
            "For a downgrade, lists the tables and columns that lose data, and counts their rows."
        })
final class PlanCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "head by default; -1 with --down.")
    List<String> targets = new ArrayList<>();

    @Option(
            names = {"--down", "--downgrade"},
            description = "Plan a downgrade.")
    boolean down;

    @Option(
            names = "--rehearse",
            description = "Run it in a transaction that is rolled back, and measure it; see `${ROOT-COMMAND-NAME} help"
                    + " rehearse`.")
    boolean rehearse;

    @Option(names = "--no-sql", description = "Show the steps only.")
    boolean noSql;

    @Option(names = "--tag", paramLabel = "TEXT", description = "The value of op.tag() in revisions.")
    @Nullable
    String tag;

    @Mixin
    ModuleOption module = new ModuleOption();

    @Mixin
    PhaseOptions phases = new PhaseOptions();

    @Override
    public boolean isRun() {
        return rehearse;
    }

    @Override
    public Integer call() {
        db().select(phases, false);
        Migrator migrator = db().migrator(tag);
        if (rehearse) {
            return new RehearsalOptions().run(this, migrator, this::rehearse);
        }
        PlanPreview preview = preview(migrator);
        List<DataLoss> losses = down ? migrator.dataLosses(preview) : List.of();
        if (json()) {
            terminal().json(json(preview, losses, resumed(migrator, preview)));
        } else {
            print(preview, losses, resumed(migrator, preview));
            if (!down && migrator.graph().headers().stream().anyMatch(RevisionHeader::isContract)) {
                migrator.status().waits().ifPresent(waits -> terminal().line(waits + "."));
            }
        }
        return ExitCode.DONE;
    }

    /** Where revisions resume that are partly committed, by id. */
    private static Map<String, String> resumed(Migrator migrator, PlanPreview preview) {
        if (preview.isEmpty()) {
            return Map.of();
        }
        return migrator.status().unfinished().stream()
                .filter(unfinished -> unfinished.direction() == preview.direction())
                .collect(Collectors.toMap(
                        UnfinishedRevision::id,
                        unfinished -> unfinished.resumeAt().toString()));
    }

    private PlanPreview preview(Migrator migrator) {
        return down ? migrator.previewDowngrade(lower()) : migrator.previewUpgrade(upper());
    }

    private Rehearsal rehearse(Migrator migrator, RehearsalSettings settings) {
        return down ? migrator.rehearseDowngrade(settings, lower()) : migrator.rehearseUpgrade(settings, upper());
    }

    private String[] upper() {
        return module.targets(targets.isEmpty() ? List.of("head") : targets).toArray(String[]::new);
    }

    private String lower() {
        if (targets.size() > 1) {
            throw new MigrationException(
                    "A downgrade has one target, but there are " + targets.size() + ".", "name one.");
        }
        return module.target(targets.isEmpty() ? "-1" : targets.get(0));
    }

    private static String what(PlanPreview preview) {
        int count = preview.revisions().size();
        boolean repeatables =
                preview.revisions().stream().anyMatch(p -> p.revision().isRepeatable());
        if (count == 1) {
            return repeatables ? "repeatable" : "revision";
        }
        return repeatables ? "revisions and repeatables" : "revisions";
    }

    private void print(PlanPreview preview, List<DataLoss> losses, Map<String, String> resumed) {
        if (preview.isEmpty()) {
            terminal().line("Nothing to do.");
            return;
        }
        int count = preview.revisions().size();
        String verb = preview.direction() == Direction.UPGRADE ? "Upgrade" : "Downgrade";
        terminal().line(verb + ": " + count + " " + what(preview) + ". Nothing was executed.");
        for (int i = 0; i < count; i++) {
            PreparedRevision prepared = preview.revisions().get(i);
            print(prepared, i + 1, count);
            String at = resumed.get(prepared.revision().id());
            if (at != null) {
                terminal().line("  It resumes at step " + at + ": the steps before it are committed.");
            }
        }
        preview.unknownEffect().ifPresent(this::print);
        preview.unknowns().forEach(this::print);
        if (!losses.isEmpty()) {
            terminal().line("");
            terminal().line(terminal().styled("Loses data:", Style.bold, Style.fg_red) + LossFormatter.list(losses));
        } else if (down) {
            terminal().line("");
            terminal().line("Loses no data.");
        }
    }

    private void print(PreparedRevision prepared, int number, int of) {
        terminal().line("");
        terminal()
                .line("[" + number + "/" + of + "] "
                        + terminal().styled(prepared.revision().title(), Style.bold)
                        + (prepared.recording().definition().transactional() ? "" : " (not in a transaction)")
                        + (prepared.revision().isContract() ? " (contract)" : "")
                        + (isRemoved(prepared) ? " (removed)" : ""));
        for (int i = 0; i < prepared.steps().size(); i++) {
            PreparedRevision.Step step = prepared.steps().get(i);
            terminal()
                    .line("  " + (i + 1) + ". " + step.operation().describe()
                            + (step.isCommitted() ? " (committed by an earlier run)" : "")
                            + (step.expectedOutcome() == ExpectedOutcome.SKIPS ? " (to be skipped)" : ""));
            step.hazards().forEach(this::print);
            if (!noSql) {
                step.statements().forEach(this::print);
            }
        }
        if (prepared.steps().isEmpty()) {
            terminal().line("  (no steps)");
        }
    }

    private void print(PlanPreview.UnknownEffect unknown) {
        terminal().line("");
        terminal()
                .line("Not checked against the schema: the steps after step " + unknown.step() + " of "
                        + unknown.revision() + " (" + unknown.description()
                        + "). What it changes is not known before it runs.");
    }

    private void print(PlanPreview.Unknown unknown) {
        Map<String, List<Integer>> steps = new LinkedHashMap<>();
        unknown.steps()
                .forEach(step -> steps.computeIfAbsent(step.revision(), r -> new ArrayList<>())
                        .add(step.step()));
        String where = steps.entrySet().stream()
                .map(entry -> (entry.getValue().size() == 1 ? "step " : "steps ")
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")) + " of "
                        + entry.getKey())
                .collect(Collectors.joining("; "));
        terminal().line("");
        terminal().line("Not known before it runs, of " + where + ": " + unknown.what() + ".");
    }

    private static boolean isRemoved(PreparedRevision prepared) {
        return prepared.revision().isRepeatable() && prepared.direction() == Direction.DOWNGRADE;
    }

    private void print(Hazard hazard) {
        boolean mild = hazard.rule().severity() == Severity.INFO;
        terminal()
                .line("     " + terminal().styled(HazardFormatter.label(hazard), mild ? Style.faint : Style.fg_yellow)
                        + " " + HazardFormatter.text(hazard));
    }

    private void print(SqlStatement statement) {
        terminal().line(terminal().styled(statement.preview().indent(7).stripTrailing(), Style.faint));
    }

    private Map<String, Object> json(PlanPreview preview, List<DataLoss> losses, Map<String, String> resumed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("direction", preview.direction().name().toLowerCase(Locale.ROOT));
        json.put("revisions", preview.revisions().stream().map(this::json).toList());
        if (!resumed.isEmpty()) {
            json.put("resumesAt", resumed);
        }
        json.put("losses", LossFormatter.json(losses));
        preview.unknownEffect()
                .ifPresent(unknown -> json.put("uncheckedAfter", json(unknown.revision(), unknown.step())));
        if (!preview.unknowns().isEmpty()) {
            json.put(
                    "unknown",
                    preview.unknowns().stream().map(PlanCommand::json).toList());
        }
        return json;
    }

    private static Map<String, Object> json(PlanPreview.Unknown unknown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", unknown.what());
        json.put(
                "steps",
                unknown.steps().stream()
                        .map(step -> json(step.revision(), step.step()))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(String revision, int step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revision", revision);
        json.put("step", step);
        return json;
    }

    private Map<String, Object> json(PreparedRevision prepared) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", prepared.revision().id());
        json.put("message", prepared.revision().message());
        if (prepared.revision().isContract()) {
            json.put("phase", "contract");
        }
        if (!prepared.revision().module().isEmpty()) {
            json.put("module", prepared.revision().module());
        }
        json.put("transactional", prepared.recording().definition().transactional());
        json.put("steps", prepared.steps().stream().map(this::json).toList());
        return json;
    }

    private Map<String, Object> json(PreparedRevision.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operation", step.operation().describe());
        if (step.isCommitted()) {
            json.put("committed", true);
        }
        if (step.expectedOutcome() != null) {
            json.put("skipped", step.expectedOutcome() == ExpectedOutcome.SKIPS);
        }
        json.put("hazards", HazardFormatter.json(step.hazards()));
        if (!noSql) {
            json.put("sql", step.statements().stream().map(SqlStatement::sql).toList());
        }
        return json;
    }
}
