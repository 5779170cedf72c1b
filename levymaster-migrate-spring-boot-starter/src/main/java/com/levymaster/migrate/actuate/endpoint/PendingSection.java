package com.levymaster.migrate.actuate.endpoint;

import static com.levymaster.migrate.actuate.endpoint.Html.escaped;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.operation.DataOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sql.MaskedSql;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** The part of the page about pending revisions: their titles, or the plan of an upgrade with its SQL. */
final class PendingSection {

    private static final Log LOG = LogFactory.getLog(PendingSection.class);
    private static final int MAX_PENDING = 50;

    private PendingSection() {}

    static String of(List<RevisionHeader> pending) {
        StringBuilder html = new StringBuilder("<ol>\n");
        pending.stream()
                .limit(MAX_PENDING)
                .forEach(revision ->
                        html.append("<li>").append(Html.title(revision)).append("</li>\n"));
        return html.append("</ol>\n")
                .append(Html.more(pending.size() - MAX_PENDING, "more revision"))
                .toString();
    }

    /** Prepares the plan as {@code db plan} does, without values of literals unless they may be logged. If the upgrade would be refused, the log has the reason. */
    static String withSql(Migrator migrator) {
        List<PreparedRevision> plan;
        try {
            plan = migrator.previewUpgrade("heads").revisions();
        } catch (RuntimeException e) {
            LOG.warn("The plan cannot be shown on the page of migrations", e);
            return "<p>The plan cannot be shown: <code>db plan</code> says why.</p>\n";
        }
        StringBuilder html = new StringBuilder();
        plan.stream()
                .limit(MAX_PENDING)
                .forEach(revision ->
                        html.append(revision(revision, migrator.settings().logValues())));
        return html.append(Html.more(plan.size() - MAX_PENDING, "more revision"))
                .toString();
    }

    private static String revision(PreparedRevision revision, boolean withValues) {
        StringBuilder html = new StringBuilder("<details>\n<summary>")
                .append(Html.title(revision.revision()))
                .append(", ")
                .append(Html.count(revision.steps().size(), "step"))
                .append("</summary>\n<ol>\n");
        revision.steps().forEach(step -> html.append(step(step, withValues)));
        return html.append("</ol>\n</details>\n").toString();
    }

    private static String step(PreparedRevision.Step step, boolean withValues) {
        StringBuilder html = new StringBuilder("<li>")
                .append(escaped(step.operation().describe()))
                .append("\n");
        step.hazards()
                .forEach(hazard -> html.append("<p class=\"hazard\">")
                        .append(hazard.rule().id())
                        .append(": ")
                        .append(escaped(hazard.problem()))
                        .append("</p>\n"));
        step.statements().stream()
                .map(statement -> withValues ? statement.preview() : masked(step.operation(), statement))
                .forEach(sql -> html.append("<pre>").append(escaped(sql)).append("</pre>\n"));
        return html.append("</li>\n").toString();
    }

    /** Without rows, and without literals; numbers are values in steps about rows only. */
    private static String masked(Operation operation, SqlStatement statement) {
        boolean ofRows = operation instanceof DataOperation && !(operation instanceof DataOperation.ExecuteSql);
        return MaskedSql.of(statement.sql(), 0, ofRows).text();
    }
}
