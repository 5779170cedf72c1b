package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.Operation;

/**
 * One operation that can hurt, and how to do it without.
 *
 * @param problem what it does to the database or to the application that runs, with the user's own names
 * @param remedy what to do instead; may hold lines of a migration, ready to be used
 */
public record Hazard(Rule rule, Operation operation, String problem, String remedy) {

    @Override
    public String toString() {
        return rule.severity() + " " + rule.id() + ": " + operation.describe() + System.lineSeparator() + "  " + problem
                + System.lineSeparator() + "  What to do: " + remedy;
    }
}
