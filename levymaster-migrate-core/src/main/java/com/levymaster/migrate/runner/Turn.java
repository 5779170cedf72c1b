package com.levymaster.migrate.runner;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.SQLException;

/** How the transaction of a revision begins while no other node is at work. */
public interface Turn {

    /**
     * Begins a transaction.
     *
     * @return false when another node has done the revision meanwhile; the transaction is over then
     */
    boolean begin(Connection connection, Direction direction, RevisionHeader revision) throws SQLException;

    /** The condition, in SQL, that it is still our turn. */
    String heldCondition();

    /** The condition, in SQL, that it is nobody else's turn; cheaper, for what cannot have given ours away. */
    String notHeldByOthersCondition();

    /** Whether one transaction finds the session as the one before has left it. */
    boolean keepsSession();

    /** The turn of a run that has the lock from its first revision to its last. */
    static Turn always(String isOurs, String isNobodyElses) {
        return new Turn() {
            @Override
            public boolean begin(Connection connection, Direction direction, RevisionHeader revision)
                    throws SQLException {
                connection.setAutoCommit(false);
                return true;
            }

            @Override
            public String heldCondition() {
                return isOurs;
            }

            @Override
            public String notHeldByOthersCondition() {
                return isNobodyElses;
            }

            @Override
            public boolean keepsSession() {
                return true;
            }
        };
    }
}
