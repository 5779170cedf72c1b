package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RevisionReport;
import com.levymaster.migrate.runner.RevisionRunner;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Applies again, with the content that was recorded, what a run has removed that then failed: an application may need it. */
record RemovedRepeatables(DatabaseSession session, VersionState state, RevisionRunner runner) {

    private static final Log log = LogFactory.getLog(RemovedRepeatables.class);

    /**
     * Restores them after a failure, each after those that it depends on.
     *
     * @param prepared of the run
     * @param done what the run has committed
     * @return the failure, which tells what became of them
     */
    MigrationException restore(List<PreparedRevision> prepared, List<RevisionReport> done, MigrationException failure) {
        List<RevisionDefinition> removed = removed(prepared, done);
        if (removed.isEmpty()) {
            return failure;
        }
        List<String> restored = new ArrayList<>();
        try {
            for (PreparedRevision revision : session.prepareAgain(removed, state)) {
                runner.run(revision);
                restored.add(revision.revision().id());
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        List<String> gone = removed.stream()
                .map(RevisionDefinition::id)
                .filter(id -> !restored.contains(id))
                .toList();
        String outcome = (restored.isEmpty() ? "" : "Applied again as before: " + String.join(", ", restored) + ".")
                + (restored.isEmpty() || gone.isEmpty() ? "" : " ")
                + (gone.isEmpty() ? "" : "Removed, and not applied again: " + String.join(", ", gone) + ".");
        log.warn("After the failure: " + outcome);
        if (!(failure instanceof RevisionFailedException failed)) {
            return failure;
        }
        List<String> undone = done.stream()
                .filter(report -> report.direction() == Direction.DOWNGRADE)
                .filter(report -> restored.contains(report.revision().id()))
                .map(RevisionReport::committed)
                .toList();
        return failed.withoutCommitted(undone).withHint(outcome);
    }

    private static List<RevisionDefinition> removed(List<PreparedRevision> prepared, List<RevisionReport> done) {
        Set<String> ids = done.stream()
                .filter(report -> report.revision().isRepeatable() && report.direction() == Direction.DOWNGRADE)
                .map(report -> report.revision().id())
                .collect(Collectors.toSet());
        done.stream()
                .filter(report -> report.direction() == Direction.UPGRADE)
                .forEach(report -> ids.remove(report.revision().id()));
        List<RevisionDefinition> removed = new ArrayList<>();
        prepared.stream()
                .filter(revision -> revision.direction() == Direction.DOWNGRADE)
                .filter(revision -> ids.contains(revision.revision().id()))
                .forEach(revision -> removed.add(revision.recording().definition()));
        Collections.reverse(removed);
        return removed;
    }
}
