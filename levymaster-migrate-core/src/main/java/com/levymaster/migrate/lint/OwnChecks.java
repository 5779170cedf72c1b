package com.levymaster.migrate.lint;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.lint.ApplicationRule.Finding;
import java.sql.SQLException;
import java.util.List;

/** Applies the rules of the application. */
final class OwnChecks {

    private OwnChecks() {}

    /** @throws MigrationException if a rule throws */
    static List<Hazard> check(List<ApplicationRule> rules, LintStep step) {
        return rules.stream()
                .flatMap(rule -> findings(rule, step).stream()
                        .map(finding -> new Hazard(rule, step.operation(), finding.problem(), finding.remedy())))
                .toList();
    }

    private static List<Finding> findings(ApplicationRule rule, LintStep step) {
        try {
            return List.copyOf(rule.check(step));
        } catch (MigrationException e) {
            throw e; // the schema cannot be read
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            SQLException cause = SqlStates.find(e);
            if (e instanceof RuntimeException lost
                    && cause != null
                    && SqlStates.isConnectionClosed(cause.getSQLState())) {
                throw lost; // no fault of the rule
            }
            throw new MigrationException(
                    "the lint rule " + rule.id() + " (" + rule.getClass().getName() + ") threw " + e
                            + " when it checked: " + step.operation().describe(),
                    "correct the rule, or leave it out with levymaster.migrate.lint.ignore=" + rule.id(),
                    e);
        }
    }
}
