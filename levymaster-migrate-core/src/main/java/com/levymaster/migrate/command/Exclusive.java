package com.levymaster.migrate.command;

import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.lock.SessionAdvisoryLock;
import com.levymaster.migrate.lock.SessionAdvisoryLock.Elsewhere;
import com.levymaster.migrate.lock.SessionAdvisoryLock.Work;
import com.levymaster.migrate.lock.TransactionAdvisoryLock;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.Turn;
import com.levymaster.migrate.session.LazySessionSettings;
import com.levymaster.migrate.session.PoolerProbe;
import com.levymaster.migrate.session.SessionSettings;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** How one node works while no other does: under a lock of the session, or of each transaction. */
interface Exclusive {

    /** Does the work when it is our turn. */
    <T> T hold(Elsewhere<T> elsewhere, Work<T> work) throws SQLException;

    /** Begins a transaction in which it is our turn. */
    void begin() throws SQLException;

    /** How the transactions of revisions begin. */
    Turn turn();

    /** @param pid of the session, as an earlier statement saw it */
    static Exclusive of(LockSettings settings, Connection connection, VersionStore versions, int pid) {
        String table = versions.tables().qualifiedVersion();
        return settings.mode() == LockSettings.Mode.SESSION
                ? new BySession(new SessionAdvisoryLock(settings, table), connection, pid)
                : new ByTransaction(new TransactionAdvisoryLock(settings, table), connection, versions);
    }

    /** The lock is held from the beginning to the end. */
    record BySession(SessionAdvisoryLock lock, Connection connection, int pid) implements Exclusive {

        private static final Duration A_MOMENT = Duration.ofSeconds(1);

        @Override
        public <T> T hold(Elsewhere<T> elsewhere, Work<T> work) throws SQLException {
            PoolerProbe.check(connection, pid);
            LazySessionSettings protection = new LazySessionSettings(connection, pid);
            Elsewhere<T> waiting = waited -> {
                if (waited.compareTo(A_MOMENT) > 0) {
                    protection.open();
                }
                return elsewhere.done(waited);
            };
            try {
                return lock.hold(connection, pid, waiting, waited -> {
                    protection.open();
                    return work.run(waited);
                });
            } finally {
                protection.giveBack();
            }
        }

        @Override
        public void begin() throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        public Turn turn() {
            return Turn.always(lock.heldCondition(), lock.notHeldByOthersCondition());
        }
    }

    /** The lock is taken for each transaction anew, and others may have been at work in between. */
    record ByTransaction(TransactionAdvisoryLock lock, Connection connection, VersionStore versions)
            implements Exclusive {

        @Override
        public <T> T hold(Elsewhere<T> elsewhere, Work<T> work) throws SQLException {
            return work.run(Duration.ZERO);
        }

        @Override
        public void begin() throws SQLException {
            lock.begin(connection);
            SessionSettings.openLocally(connection);
        }

        @Override
        public Turn turn() {
            return new Turn() {
                @Override
                public boolean begin(Connection ours, Direction direction, RevisionHeader revision)
                        throws SQLException {
                    ByTransaction.this.begin();
                    Set<String> applied = versions.applied(ours);
                    boolean toDo = applied.contains(revision.id()) == (direction == Direction.DOWNGRADE);
                    if (!toDo) {
                        ours.rollback();
                        ours.setAutoCommit(true);
                    }
                    return toDo;
                }

                @Override
                public String heldCondition() {
                    return lock.heldCondition();
                }

                @Override
                public String notHeldByOthersCondition() {
                    return lock.notHeldByOthersCondition();
                }

                @Override
                public boolean keepsSession() {
                    return false;
                }
            };
        }
    }
}
