package com.levymaster.migrate.lint;

import com.levymaster.migrate.lint.Rule.Severity;

/** What a hazard violates: a {@link Rule} of the library, or an {@link ApplicationRule}. */
public interface LintRule {

    /** The id in settings and reports: lower-case words with hyphens, such as {@code table-rewrite}. */
    String id();

    /** The severity of the hazards that the rule finds. */
    Severity severity();

    /** Describes in one sentence what the rule finds. */
    String meaning();

    /** Whether a downgrade is expected to violate the rule, and is not checked. */
    default boolean isExpectedOfDowngrade() {
        return false;
    }
}
