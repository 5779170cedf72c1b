package com.levymaster.migrate.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingReportTest {

    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    private final RevisionHeader revision =
            RevisionDefinition.of(new Counties.District()).header();
    private final FindingReport report = new FindingReport(
            List.of(
                    new Finding("table-rewrite", "100% of parcel is rewritten.\n  What to do: wait", revision),
                    Finding.of("several-heads", "There are 2 heads.")),
            LintSettings.DEFAULT.rules(),
            id -> Optional.of(CHECKOUT.resolve("src/main/java/R" + id + ".java")),
            CHECKOUT);

    @Test
    void github_shows_each_finding_at_the_source_of_its_revision() {
        assertThat(report.github())
                .containsExactly(
                        "::warning file=src/main/java/R1a2b3c4d5e6f.java,title=table-rewrite::100%25 of parcel is"
                                + " rewritten.%0A  What to do: wait",
                        "::warning title=several-heads::There are 2 heads.");
    }

    @Test
    void sarif_names_the_rules_and_the_relative_path_of_each_source() {
        assertThat(report.sarif())
                .containsEntry("version", "2.1.0")
                .extractingByKey("runs")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .first()
                .isEqualTo(Map.of(
                        "tool",
                        Map.of(
                                "driver",
                                Map.of(
                                        "name",
                                        "LevyMaster Migrate",
                                        "rules",
                                        List.of(
                                                Map.of(
                                                        "id",
                                                        "several-heads",
                                                        "shortDescription",
                                                        Map.of("text", "The revisions have several heads.")),
                                                Map.of(
                                                        "id",
                                                        "table-rewrite",
                                                        "shortDescription",
                                                        Map.of(
                                                                "text",
                                                                "A table is rewritten and cannot be read meanwhile."),
                                                        "help",
                                                        Map.of(
                                                                "text",
                                                                "A table is rewritten and cannot be read meanwhile."
                                                                        + " PostgreSQL: all supported. To accept it in one"
                                                                        + " revision: @Revision(…, ignoredHazards ="
                                                                        + " \"table-rewrite\", because = \"…\")."),
                                                        "defaultConfiguration",
                                                        Map.of("level", "warning"))))),
                        "results",
                        List.of(
                                Map.of(
                                        "ruleId",
                                        "table-rewrite",
                                        "level",
                                        "warning",
                                        "message",
                                        Map.of("text", "100% of parcel is rewritten.\n  What to do: wait"),
                                        "locations",
                                        List.of(Map.of(
                                                "physicalLocation",
                                                Map.of(
                                                        "artifactLocation",
                                                        Map.of("uri", "src/main/java/R1a2b3c4d5e6f.java"))))),
                                Map.of(
                                        "ruleId",
                                        "several-heads",
                                        "level",
                                        "warning",
                                        "message",
                                        Map.of("text", "There are 2 heads.")))));
    }

    @Test
    void each_rule_has_a_help_text_and_a_level_of_sarif() {
        LintSettings settings = LintSettings.DEFAULT;
        FindingReport all = new FindingReport(
                settings.rules().stream()
                        .map(rule -> Finding.of(rule.id(), "found"))
                        .toList(),
                settings.rules(),
                id -> Optional.empty(),
                CHECKOUT);

        assertThat(all.sarif().toString()).contains("level=error", "level=warning", "level=note");
        assertThat(all.sarif())
                .extracting("runs")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .singleElement()
                .extracting("tool.driver.rules")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(Rule.values().length)
                .allSatisfy(
                        rule -> assertThat(((Map<?, ?>) rule).keySet().stream().map(Object::toString))
                                .containsExactly("id", "shortDescription", "help", "defaultConfiguration"));
        assertThat(all.github()).anySatisfy(line -> assertThat(line).startsWith("::error title=add-not-null-column::"));
    }
}
