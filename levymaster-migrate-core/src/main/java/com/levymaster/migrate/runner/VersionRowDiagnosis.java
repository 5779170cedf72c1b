package com.levymaster.migrate.runner;

import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a version row could not be written, though the server accepted the statement.
 *
 * @param notRolledBack what a rollback does not undo; {@code null} where it undoes all
 */
record VersionRowDiagnosis(String message, @Nullable String notRolledBack) {

    static final String OWN_END = "Not rolled back: what the revision did before it ended its own transaction.";

    boolean lockLost() {
        return message.startsWith(RevisionFailure.LOCK_LOST);
    }

    static VersionRowDiagnosis of(RunContext run, PreparedRevision prepared, RevisionTransaction transaction) {
        try (Statement statement = run.connection().createStatement();
                ResultSet row = statement.executeQuery("select " + transaction.taggedCondition() + ", "
                        + run.lock().heldCondition())) {
            row.next();
            if (!row.getBoolean(2)) {
                return rolledBack(RevisionFailure.LOCK_LOST + ": the connection goes through a pooler that hands"
                        + " transactions to different sessions, or was replaced");
            }
            if (!row.getBoolean(1)) {
                return new VersionRowDiagnosis(
                        "the revision ended its own transaction (a commit or rollback in a data step or script). It is not"
                                + " recorded as applied",
                        OWN_END);
            }
            return rolledBack(rows(run, prepared));
        } catch (SQLException e) {
            return rolledBack("the version row could not be written, and then: " + ServerMessage.text(e));
        }
    }

    private static VersionRowDiagnosis rolledBack(String message) {
        return new VersionRowDiagnosis(message, null);
    }

    private static String rows(RunContext run, PreparedRevision prepared) throws SQLException {
        if (prepared.revision().isRepeatable()) {
            return "the row of the repeatable was written or deleted by another process meanwhile";
        }
        String id = prepared.revision().id();
        boolean up = prepared.direction() == Direction.UPGRADE;
        Set<String> applied = run.graph().applied(run.versions().applied(run.connection()));
        List<RevisionHeader> neighbours =
                up ? run.graph().needs(id) : run.graph().neededBy(id);
        String wrong = neighbours.stream()
                .map(RevisionHeader::id)
                .filter(neighbour -> applied.contains(neighbour) != up)
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            return up
                    ? "another process has reverted " + wrong + " meanwhile, which the revision needs"
                    : "another process has applied " + wrong + " meanwhile, which needs the revision";
        }
        return up
                ? "the version row exists already: another process wrote it meanwhile, or a trigger or rule of the version"
                        + " table suppressed it"
                : "the version row does not exist: another process deleted it meanwhile";
    }
}
