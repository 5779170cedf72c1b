package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;

/** Reports a {@link MigrationException}: its problem becomes the description, its remedy the action. */
final class LevyMigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> implements Ordered {

    /**
     * Runs before Boot's analyzers, which would report the bean cycle caused by a revision that injects a repository.
     */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
        return new FailureAnalysis(cause.problem(), StringUtils.capitalize(cause.remedy()), cause);
    }
}
