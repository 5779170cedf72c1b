package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.autogenerate.AmbiguousRenameException;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.KeptPart;
import com.levymaster.migrate.checksum.EditedRevision;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.ContractPolicy;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lint.LintRule;
import com.levymaster.migrate.lint.Rule.Severity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Finds what should not be merged or released: several heads, hazardous steps of pending revisions,"
                    + " applied revisions that were edited, and entities that do not match the revisions.",
            "Exit code 3 if there are any."
        })
final class CheckCommand extends DbCommand {

    @Option(names = "--heads-only", description = "Check the revisions only; uses no database.")
    boolean headsOnly;

    @Option(
            names = "--lint",
            paramLabel = "FROM:TO",
            description = "Check the steps of these revisions instead of the pending ones.")
    @Nullable
    String range;

    @Option(names = "--rules", description = "List the rules of lint instead, and those of the application.")
    boolean rules;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, github (annotations of the build) or sarif. Default: text.",
            defaultValue = "text")
    Format format = Format.text;

    @Option(names = "--all-tenants", description = "Check all tenants, one after the other.")
    boolean allTenants;

    @Mixin
    AutogenerateOptionsMixin draft = new AutogenerateOptionsMixin();

    enum Format {
        text,
        github,
        sarif
    }

    @Override
    public boolean usesDatabase() {
        return !rules && (!headsOnly || range != null);
    }

    @Override
    public @Nullable String optionConflict() {
        if (rules && (headsOnly || range != null || format != Format.text)) {
            return "--rules lists the rules only";
        }
        return json() && format != Format.text ? "--json and --format exclude each other" : null;
    }

    @Override
    public Integer call() {
        if (rules) {
            new RuleList(terminal()).print(migrator().settings().lint(), json());
            return ExitCode.DONE;
        }
        List<Finding> findings = new ArrayList<>();
        List<KeptPart> kept = new ArrayList<>();
        List<LintRule> known = List.of();
        if (allTenants) {
            for (String tenant : db().tenants(null).tenants()) {
                db().tenant = tenant;
                List<Finding> own = new ArrayList<>();
                try {
                    Migrator migrator = migrator();
                    known = migrator.settings().lint().rules();
                    check(migrator, own, kept);
                } catch (MigrationException e) {
                    own.add(Finding.of("state", e.problem() + System.lineSeparator() + "  What to do: " + e.remedy()));
                }
                own.forEach(
                        each -> findings.add(new Finding(each.rule(), tenant + ": " + each.text(), each.revision())));
            }
        } else {
            Migrator migrator = migrator();
            known = migrator.settings().lint().rules();
            check(migrator, findings, kept);
        }
        report(known, findings, kept);
        return findings.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
    }

    private void check(Migrator migrator, List<Finding> findings, List<KeptPart> kept) {
        heads(migrator.graph(), findings);
        boolean oneHead = findings.isEmpty();
        boolean adopted = false;
        if (range == null && !headsOnly && !draft.noDatabase) {
            Status status = migrator.status();
            status.problems().forEach(problem -> findings.add(Finding.of("state", problem)));
            status.ahead()
                    .ifPresent(ahead -> findings.add(Finding.of("state", ahead + ". `db current` says what to do.")));
            status.notPresent().forEach(absent -> terminal().err().println(absent + "."));
            status.waits().ifPresent(waits -> terminal().err().println(waits + "."));
            adopted = findings.isEmpty() && wouldBeAdopted(migrator, status, findings);
        }
        boolean whole = oneHead && findings.isEmpty();
        if (range != null) {
            hazards(migrator.previewOffline(range), findings);
        } else if (!headsOnly && whole && !draft.noDatabase) {
            hazards(contracting(migrator).previewUpgrade("heads"), findings);
        }
        if (range == null && !headsOnly && !draft.noDatabase) {
            migrator.editedRevisions().forEach(edited -> findings.add(finding(edited)));
        }
        boolean comparable = range == null ? findings.isEmpty() || adopted : oneHead;
        if (!headsOnly && comparable && db().application().hasEntities()) {
            drift(migrator, adopted, findings, kept);
        }
    }

    /** Also of the revisions that wait. */
    private static Migrator contracting(Migrator migrator) {
        return migrator.withSettings(migrator.settings().withContract(ContractPolicy.RUN_BESIDE_OLDER_BUILDS));
    }

    private void report(List<LintRule> rules, List<Finding> findings, List<KeptPart> kept) {
        FindingReport report = new FindingReport(
                findings,
                rules,
                id -> db().project().sourceOf(id).map(RevisionSourceFile::path),
                Path.of("").toAbsolutePath());
        if (format == Format.sarif) {
            terminal().json(report.sarif());
        } else if (format == Format.github) {
            report.github().forEach(terminal()::line);
        } else if (json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("findings", findings.stream().map(Finding::text).toList());
            json.put("kept", KeptLine.json(kept));
            terminal().json(json);
        } else if (findings.isEmpty()) {
            terminal().line("No problems found.");
        } else {
            findings.forEach(finding -> terminal().line(finding.text()));
        }
    }

    /**
     * A database that is not adopted is a finding if revisions are pending, which may create what is there; otherwise only the
     * entities count.
     *
     * @return whether {@code db adopt} would record all of the revisions: then the entities can be compared already
     */
    private boolean wouldBeAdopted(Migrator migrator, Status status, List<Finding> findings) {
        String found = status.adoptable().orElse(null);
        if (found == null) {
            return false;
        }
        if (status.isUpToDate()) {
            terminal().err().println("Warning: the database has " + found + ".");
            return false;
        }
        findings.add(Finding.of("adoption", "The database has " + found + "."));
        try {
            Adoption adoption = migrator.previewAdoption(AdoptionOptions.compiled(null));
            adoption.differences()
                    .forEach(difference -> findings.add(Finding.of(
                            "adoption", "It differs from what the adopted revisions create: " + difference + ".")));
            return status.pendingRepeatables().isEmpty() && adoption.revisions().containsAll(status.pending());
        } catch (MigrationException e) {
            findings.add(Finding.of(
                    "adoption",
                    "`db adopt` refuses it: " + e.problem() + System.lineSeparator() + "  What to do: " + e.remedy()));
            return false;
        }
    }

    private static void heads(RevisionGraph graph, List<Finding> findings) {
        List<RevisionHeader> heads = graph.competingHeads();
        if (heads.size() > 1) {
            findings.add(Finding.of(
                    "several-heads",
                    "There are " + heads.size() + " heads"
                            + (graph.modules().isEmpty() ? ": " : " in the same module: ")
                            + heads.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                            + ". Join them with `db merge`, or make one the parent of the other."));
        }
    }

    private static Finding finding(EditedRevision edited) {
        return new Finding(
                "edited-revision",
                edited.problem() + System.lineSeparator() + "  What to do: " + EditedRevision.REMEDY,
                edited.revision());
    }

    private static void hazards(PlanPreview preview, List<Finding> findings) {
        for (PreparedRevision revision : preview.revisions()) {
            revision.hazards().stream()
                    .filter(hazard -> hazard.rule().severity() != Severity.INFO)
                    .forEach(hazard -> findings.add(new Finding(
                            hazard.rule().id(),
                            revision.revision().kindAndTitle() + ": "
                                    + hazard.operation().describe() + " ["
                                    + hazard.rule().id() + "]: " + hazard.problem()
                                    + System.lineSeparator() + "  What to do: " + hazard.remedy(),
                            revision.revision())));
        }
    }

    /** @param adopted whether the database counts as adopted: none of the revisions made it, and all are recorded */
    private void drift(Migrator migrator, boolean adopted, List<Finding> findings, List<KeptPart> kept) {
        AutogenerateOptions options = draft.options(db().application().autogenerateOptions());
        Comparison comparison = adopted
                ? migrator.compareEntities(db().application().model(draft.unit), options)
                : new EntityComparisonService(db(), draft).compare(migrator, options);
        if (comparison.isAmbiguous()) {
            findings.add(
                    Finding.of("model-drift", new AmbiguousRenameException(comparison.ambiguousRenames()).problem()));
            return;
        }
        comparison.warnings().forEach(warning -> terminal().err().println("Warning: " + warning));
        kept.addAll(comparison.kept());
        KeptLine.of(kept).ifPresent(terminal().err()::println);
        for (Operation operation : comparison.operations()) {
            findings.add(Finding.of(
                    "model-drift", "The entities require: " + operation.describe() + ". Write it with `db migrate`."));
        }
    }
}
