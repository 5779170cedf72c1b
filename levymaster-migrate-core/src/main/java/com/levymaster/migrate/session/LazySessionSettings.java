package com.levymaster.migrate.session;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The session of a run, made what it has to be when that is first needed: who waits for a moment only needs nothing. */
public final class LazySessionSettings {

    private final Connection connection;
    private final int pid;
    private @Nullable SessionSettings session;

    /** @param pid of the session, as an earlier statement saw it */
    public LazySessionSettings(Connection connection, int pid) {
        this.connection = connection;
        this.pid = pid;
    }

    /** @throws TransactionPoolerException when this is another session; it is left alone */
    public void open() throws SQLException {
        if (session == null) {
            session = SessionSettings.open(connection, pid);
        }
    }

    /** A connection that cannot be given back as it was is nobody's to use. */
    public void giveBack() throws SQLException {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }
}
