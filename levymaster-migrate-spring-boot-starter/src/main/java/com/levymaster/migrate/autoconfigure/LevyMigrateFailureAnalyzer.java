package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.util.StringUtils;

/** Shows what our exceptions say: the problem as description, the remedy as action. */
final class LevyMigrateFailureAnalyzer extends AbstractFailureAnalyzer<MigrationException> implements Ordered {

    /** Before Boot's own, which would see the bean cycle behind a revision that wants a repository. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MigrationException cause) {
        return new FailureAnalysis(cause.problem(), StringUtils.capitalize(cause.remedy()), cause);
    }
}
