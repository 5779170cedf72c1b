package com.levymaster.migrate.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches if {@code levymaster.migrate.databases} names databases. */
class OnDatabases extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean several = !DatabaseProperties.names(context.getEnvironment()).isEmpty();
        return new ConditionOutcome(
                several,
                ConditionMessage.forCondition("levymaster.migrate.databases")
                        .because(several ? "names databases" : "names none"));
    }

    /** Matches if it names none. */
    static final class None extends OnDatabases {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            ConditionOutcome several = super.getMatchOutcome(context, metadata);
            return new ConditionOutcome(!several.isMatch(), several.getConditionMessage());
        }
    }
}
