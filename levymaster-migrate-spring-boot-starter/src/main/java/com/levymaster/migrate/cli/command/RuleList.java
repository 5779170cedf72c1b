package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.lint.LintRule;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints the rules of lint, and what the settings say of each. */
record RuleList(Terminal terminal) {

    void print(LintSettings settings, boolean json) {
        if (json) {
            terminal.json(Map.of(
                    "rules",
                    settings.rules().stream().map(rule -> json(rule, settings)).toList()));
            return;
        }
        settings.rules()
                .forEach(rule -> terminal.line(rule.id() + " (" + severity(rule) + versions(rule)
                        + treatment(rule, settings) + "): " + rule.meaning()));
    }

    private static Map<String, Object> json(LintRule rule, LintSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", rule.id());
        json.put("severity", severity(rule));
        json.put("meaning", rule.meaning());
        json.put("versions", rule instanceof Rule own ? own.versions() : null);
        json.put("own", !(rule instanceof Rule));
        json.put("ignored", settings.ignores(rule));
        json.put("refused", settings.refuses(rule));
        return json;
    }

    private static String severity(LintRule rule) {
        return rule.severity().name().toLowerCase(Locale.ROOT);
    }

    private static String versions(LintRule rule) {
        return rule instanceof Rule own && !own.versions().startsWith("all") ? ", PostgreSQL " + own.versions() : "";
    }

    private static String treatment(LintRule rule, LintSettings settings) {
        if (settings.ignores(rule)) {
            return ", ignored";
        }
        return settings.refuses(rule) ? ", refused" : rule instanceof Rule ? "" : ", of the application";
    }
}
