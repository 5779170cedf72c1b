package com.levymaster.migrate.lint;

import com.levymaster.migrate.lint.Rule.Severity;
import java.util.List;

/**
 * A lint rule of the application: a bean of this type, or one of {@link LintSettings#withOwn}. It is reported, ignored and refused like the
 * rules of the library.
 *
 * <pre>{@code
 * @Component
 * class AmountsAreNumeric implements ApplicationRule {
 *     public String id() { return "amounts-are-numeric"; }
 *
 *     public String meaning() { return "An amount of money is stored as a floating-point number."; }
 *
 *     public List<Finding> check(LintStep step) {
 *         return step.operation() instanceof ColumnOperation.AddColumn add
 *                         && add.column().type().display().equals("double precision")
 *                 ? List.of(new Finding(add.column().name() + " cannot hold cents exactly.", "use numeric(12, 2)"))
 *                 : List.of();
 *     }
 * }
 * }</pre>
 *
 * <p>If it throws, the plan is refused before anything runs, with the id of the rule.
 */
public interface ApplicationRule extends LintRule {

    /** {@link Severity#WARNING} unless overridden. */
    @Override
    default Severity severity() {
        return Severity.WARNING;
    }

    /**
     * Checks a step. The steps of {@code op.autocommit} are checked one by one; raw SQL is an
     * {@link com.levymaster.migrate.operation.DataOperation.ExecuteSql}.
     *
     * @return what is wrong with it; empty if nothing
     */
    List<Finding> check(LintStep step);

    /**
     * What is wrong with a step.
     *
     * @param problem what happens if it runs
     * @param remedy what to write instead
     */
    record Finding(String problem, String remedy) {}
}
