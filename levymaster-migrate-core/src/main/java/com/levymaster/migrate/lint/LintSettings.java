package com.levymaster.migrate.lint;

import java.util.Set;
import java.util.TreeSet;

/**
 * How hazards are treated; those of rules in neither set are reported.
 *
 * @param ignored rules that are not reported
 * @param refused rules that stop a run: nothing is executed while a revision of the plan violates one
 */
public record LintSettings(Set<Rule> ignored, Set<Rule> refused) {

    /** Reports the hazards of all rules. */
    public static final LintSettings DEFAULT = new LintSettings(Set.of(), Set.of());

    /** @throws IllegalArgumentException if a rule is both ignored and refused */
    public LintSettings {
        ignored = Set.copyOf(ignored);
        refused = Set.copyOf(refused);
        Set<Rule> both = new TreeSet<>(ignored);
        both.retainAll(refused);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("Rules cannot be both ignored and refused: "
                    + both.stream().map(Rule::id).toList());
        }
    }
}
