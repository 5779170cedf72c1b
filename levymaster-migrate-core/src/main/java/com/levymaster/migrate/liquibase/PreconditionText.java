package com.levymaster.migrate.liquibase;

import java.util.stream.Collectors;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.PreconditionContainer;
import org.jspecify.annotations.Nullable;

/** Preconditions in words. */
final class PreconditionText {

    private PreconditionText() {}

    /** {@code onFail=MARK_RAN: not(tableExists)}; empty if there are none. */
    static String describe(@Nullable PreconditionContainer preconditions) {
        String nested = preconditions == null ? "" : nested(preconditions);
        return preconditions == null || nested.isEmpty() ? "" : "onFail=" + preconditions.getOnFail() + ": " + nested;
    }

    private static String nested(PreconditionLogic logic) {
        return logic.getNestedPreconditions().stream()
                .map(PreconditionText::describe)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String describe(Precondition precondition) {
        if (precondition instanceof PreconditionContainer container) {
            return nested(container);
        }
        return precondition instanceof PreconditionLogic logic
                ? logic.getName() + "(" + nested(logic) + ")"
                : precondition.getName();
    }
}
