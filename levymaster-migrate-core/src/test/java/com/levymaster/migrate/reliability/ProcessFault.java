package com.levymaster.migrate.reliability;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;

/** What can happen to a process that migrates, or to its connection. */
public enum ProcessFault {
    /** The process is gone at once. */
    KILL,
    /** The process is asked to end, as by a rolling deployment. */
    TERM,
    /** An administrator ends the session. */
    TERMINATE,
    /** The process stands still for a while. */
    STOP,
    /** The process stands still, an administrator ends its session, and it goes on. */
    STOP_AND_TERMINATE,
    /** The connection breaks. */
    CUT,
    /** The network gets slow. */
    DELAY,
    /** Nothing that is sent arrives any more. */
    SWALLOW,
    /** Nothing. */
    NONE;

    static final int NO_SESSION = 0;

    /**
     * @param session of the process, or {@link #NO_SESSION}
     * @param millis how long what lasts for a while does last
     */
    void strike(TestDatabase database, MigrationWorkerProcess worker, TcpProxy proxy, int session, long millis)
            throws IOException, InterruptedException {
        switch (this) {
            case KILL, TERM -> {
                worker.signal(name());
                worker.awaitEnd();
            }
            case TERMINATE -> terminate(database, session);
            case STOP -> {
                worker.signal("STOP");
                Thread.sleep(millis);
                worker.signal("CONT");
            }
            case STOP_AND_TERMINATE -> {
                worker.signal("STOP");
                terminate(database, session);
                worker.signal("CONT");
            }
            case CUT -> proxy.cut();
            case DELAY -> proxy.throttle();
            case SWALLOW -> proxy.swallow();
            case NONE -> {}
        }
    }

    private static void terminate(TestDatabase database, int session) {
        if (session != NO_SESSION) {
            database.execute("select pg_terminate_backend(" + session + ", 60000)");
        }
    }
}
