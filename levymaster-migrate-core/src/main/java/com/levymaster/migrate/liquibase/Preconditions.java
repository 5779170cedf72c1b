package com.levymaster.migrate.liquibase;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.DBMSPrecondition;
import liquibase.precondition.core.NotPrecondition;
import liquibase.precondition.core.OrPrecondition;
import liquibase.precondition.core.PreconditionContainer;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import org.jspecify.annotations.Nullable;

/** Those of a change set or of a change log: which of them depend on the database, and which on its kind only. */
record Preconditions(@Nullable PreconditionContainer container, Database database) {

    /** Whether it is met. */
    private enum Answer {
        YES,
        NO,
        DEPENDS;

        Answer negated() {
            return this == YES ? NO : this == NO ? YES : DEPENDS;
        }

        static Answer all(Stream<Answer> answers) {
            List<Answer> each = answers.toList();
            return each.contains(NO) ? NO : each.contains(DEPENDS) ? DEPENDS : YES;
        }
    }

    /** Whether Liquibase never runs the change set on PostgreSQL. */
    boolean neverMet() {
        return container != null
                && answer(container) == Answer.NO
                && (container.getOnFail() == FailOption.MARK_RAN || container.getOnFail() == FailOption.CONTINUE);
    }

    /** Those about which has to be asked, {@code onFail=MARK_RAN: not(tableExists)}; empty if there are none. */
    String open() {
        if (container == null) {
            return "";
        }
        Answer answer = answer(container);
        boolean decided = answer == Answer.YES || answer == Answer.NO && container.getOnFail() == FailOption.WARN;
        return decided ? "" : "onFail=" + container.getOnFail() + ": " + nested(container);
    }

    private Answer answer(Precondition precondition) {
        if (precondition instanceof DBMSPrecondition dbms) {
            return DatabaseList.definitionMatches(dbms.getType(), database, false) ? Answer.YES : Answer.NO;
        }
        if (!(precondition instanceof PreconditionLogic logic)) {
            return Answer.DEPENDS;
        }
        Stream<Answer> nested = logic.getNestedPreconditions().stream().map(this::answer);
        if (precondition instanceof OrPrecondition) {
            return Answer.all(nested.map(Answer::negated)).negated();
        }
        return Answer.all(precondition instanceof NotPrecondition ? nested.map(Answer::negated) : nested);
    }

    private static String nested(PreconditionLogic logic) {
        return logic.getNestedPreconditions().stream()
                .map(Preconditions::describe)
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
