package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.Operation;

/**
 * A potentially harmful operation, and a safer alternative.
 *
 * @param problem the effect on the database or the running application, with the names of the objects concerned
 * @param remedy the alternative; may contain lines of a migration that can be pasted
 */
public record Hazard(LintRule rule, Operation operation, String problem, String remedy) {

    @Override
    public String toString() {
        return rule.severity() + " " + rule.id() + ": " + operation.describe() + System.lineSeparator() + "  " + problem
                + System.lineSeparator() + "  What to do: " + remedy;
    }
}
