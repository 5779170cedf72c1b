package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.lint.LintRule;
import com.levymaster.migrate.lint.Rule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Findings in the formats of build servers, with the sources of the revisions. */
final class FindingReport {

    private static final String SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** What {@code db check} finds besides lint. */
    private static final Map<String, String> KINDS = Map.of(
            "several-heads", "The revisions have several heads.",
            "edited-revision", "An applied revision was edited.",
            "model-drift", "The entities do not match the revisions.",
            "state", "The database is not in a state from which it can be upgraded.",
            "adoption", "The database has objects that no revision created.");

    private final List<Finding> findings;
    private final Map<String, LintRule> rules;
    private final Function<String, Optional<Path>> sources;
    private final Path directory;

    /**
     * @param rules by id, those of lint
     * @param sources the source of the revision with an id
     * @param directory to which paths are relative
     */
    FindingReport(
            List<Finding> findings, List<LintRule> rules, Function<String, Optional<Path>> sources, Path directory) {
        this.findings = findings;
        this.rules = rules.stream().collect(Collectors.toMap(LintRule::id, rule -> rule));
        this.sources = sources;
        this.directory = directory;
    }

    /** {@code ::warning file=src/…,title=table-rewrite::…}, a line for each finding, which GitHub shows in the changed file. */
    List<String> github() {
        return findings.stream()
                .map(finding -> (level(finding).equals("error") ? "::error " : "::warning ")
                        + file(finding)
                                .map(file -> "file=" + property(file) + ",")
                                .orElse("")
                        + "title=" + property(finding.rule()) + "::" + escaped(finding.text()))
                .toList();
    }

    /** A log in the Static Analysis Results Interchange Format 2.1.0. */
    Map<String, Object> sarif() {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "LevyMaster Migrate");
        driver.put(
                "rules",
                findings.stream()
                        .map(Finding::rule)
                        .distinct()
                        .sorted()
                        .map(this::rule)
                        .toList());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", findings.stream().map(this::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SARIF_SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private Map<String, Object> rule(String id) {
        LintRule rule = rules.get(id);
        String meaning = rule == null ? KINDS.getOrDefault(id, id) : rule.meaning();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("shortDescription", Map.of("text", meaning));
        if (rule != null) {
            String versions = rule instanceof Rule own ? " PostgreSQL: " + own.versions() + "." : "";
            json.put(
                    "help",
                    Map.of(
                            "text",
                            meaning + versions + " To accept it in one revision: @Revision(…, ignoredHazards = \"" + id
                                    + "\", because = \"…\")."));
            json.put("defaultConfiguration", Map.of("level", level(rule)));
        }
        return json;
    }

    private String level(Finding finding) {
        LintRule rule = rules.get(finding.rule());
        return rule == null ? "warning" : level(rule);
    }

    private static String level(LintRule rule) {
        return switch (rule.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private Map<String, Object> result(Finding finding) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.rule());
        result.put("level", level(finding));
        result.put("message", Map.of("text", finding.text()));
        file(finding)
                .ifPresent(file -> result.put(
                        "locations",
                        List.of(Map.of("physicalLocation", Map.of("artifactLocation", Map.of("uri", file))))));
        return result;
    }

    private Optional<String> file(Finding finding) {
        return Optional.ofNullable(finding.revision())
                .flatMap(revision -> sources.apply(revision.id()))
                .map(Path::toAbsolutePath)
                .map(path -> path.startsWith(directory) ? directory.relativize(path) : path)
                .map(path -> path.toString().replace('\\', '/'));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "").replace("\n", "%0A");
    }

    private static String property(String text) {
        return escaped(text).replace(":", "%3A").replace(",", "%2C");
    }
}
