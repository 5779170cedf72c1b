package com.levymaster.migrate.lint;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is done about hazards; those that are in neither set are reported.
 *
 * @param ignored not even reported
 * @param refused nothing runs while a revision of the plan has one
 */
public record LintSettings(Set<Rule> ignored, Set<Rule> refused) {

    public static final LintSettings DEFAULT = new LintSettings(Set.of(), Set.of());

    public LintSettings {
        ignored = Set.copyOf(ignored);
        refused = Set.copyOf(refused);
        Set<Rule> both = new TreeSet<>(ignored);
        both.retainAll(refused);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("Hazards cannot be ignored and refused: "
                    + both.stream().map(Rule::id).toList());
        }
    }
}
