package com.levymaster.migrate.runner;

import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Finds out why a version row could not be written, though the server took the statement. */
final class VersionRowDiagnosis {

    private final RunContext run;
    private final PreparedRevision prepared;
    private final RevisionTransaction transaction;

    VersionRowDiagnosis(RunContext run, PreparedRevision prepared, RevisionTransaction transaction) {
        this.run = run;
        this.prepared = prepared;
        this.transaction = transaction;
    }

    String whyNotOneRow() {
        try (Statement statement = run.connection().createStatement();
                ResultSet row = statement.executeQuery("select " + transaction.taggedCondition() + ", "
                        + run.lock().heldCondition())) {
            row.next();
            if (!row.getBoolean(2)) {
                return RevisionFailure.LOCK_LOST + ": the connection goes through a pooler that hands"
                        + " transactions to different sessions, or was replaced";
            }
            if (!row.getBoolean(1)) {
                return "the revision ended its own transaction (a commit or rollback in a data step or script). What it"
                        + " did before that is committed if it committed; it is not recorded as applied";
            }
            return prepared.direction() == Direction.UPGRADE
                    ? "the version row is there already: another process wrote it meanwhile"
                    : "the version row is not there: another process took it away meanwhile";
        } catch (SQLException e) {
            return "the version row could not be written, and then: " + ServerMessage.text(e);
        }
    }
}
