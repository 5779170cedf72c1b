package com.levymaster.migrate.plan;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.LintRule;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.revision.Plan.Direction;
import java.util.List;
import java.util.Set;

/** Of the hazards of a step, those that are reported. */
final class ReportedHazards {

    /** What harms instances of an older build only: a contract revision waits until there are none. */
    private static final Set<LintRule> EXPECTED_OF_CONTRACT =
            Set.of(Rule.BREAKS_RUNNING_APPLICATION, Rule.DEFAULT_DROPPED, Rule.NULL_ALLOWED);

    private ReportedHazards() {}

    /** All except those that the settings or the revision ignore, or that are its purpose. */
    static List<Hazard> of(List<Hazard> hazards, Recording recording, LintSettings settings) {
        Set<String> ignored = recording.definition().options().ignoredHazards();
        boolean contract = recording.definition().header().isContract();
        boolean down = recording.direction() == Direction.DOWNGRADE;
        return hazards.stream()
                .filter(h -> !settings.ignores(h.rule()))
                .filter(h -> !ignored.contains(h.rule().id()))
                .filter(h -> !contract || !EXPECTED_OF_CONTRACT.contains(h.rule()))
                .filter(h -> !down || !h.rule().isExpectedOfDowngrade())
                .toList();
    }
}
