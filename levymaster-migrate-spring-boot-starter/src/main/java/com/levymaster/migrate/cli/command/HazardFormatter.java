package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.lint.Hazard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats hazards for display below their step. */
final class HazardFormatter {

    private HazardFormatter() {}

    /** {@code Warning [table-rewrite]}. */
    public static String label(Hazard hazard) {
        String severity = severity(hazard);
        return severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1) + " ["
                + hazard.rule().id() + "]";
    }

    /** Returns the problem and the remedy, indented like the step. */
    public static String text(Hazard hazard) {
        return hazard.problem()
                + System.lineSeparator()
                + ("What to do: " + hazard.remedy()).indent(7).stripTrailing();
    }

    public static List<Map<String, Object>> json(List<Hazard> hazards) {
        return hazards.stream().map(HazardFormatter::json).toList();
    }

    static Map<String, Object> json(Hazard hazard) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", hazard.rule().id());
        json.put("severity", severity(hazard));
        json.put("operation", hazard.operation().describe());
        json.put("problem", hazard.problem());
        json.put("remedy", hazard.remedy());
        return json;
    }

    private static String severity(Hazard hazard) {
        return hazard.rule().severity().name().toLowerCase(Locale.ROOT);
    }
}
