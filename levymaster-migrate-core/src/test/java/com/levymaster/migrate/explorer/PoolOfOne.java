package com.levymaster.migrate.explorer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A connection pool of one process: a session is used again until its connection is closed. */
final class PoolOfOne extends AbstractDataSource implements AutoCloseable {

    private final DataSource real;
    private @Nullable Connection idle;

    PoolOfOne(DataSource real) {
        this.real = real;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection connection = idle;
        idle = null;
        if (connection == null || connection.isClosed()) {
            connection = real.getConnection();
        }
        Connection target = connection;
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(target);
                        return null;
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** As pools do, it ends a transaction that is still open. */
    private synchronized void giveBack(Connection connection) throws SQLException {
        if (idle == connection) {
            return;
        }
        if (idle != null || connection.isClosed()) {
            connection.close();
            return;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        idle = connection;
    }

    @Override
    public synchronized void close() throws SQLException {
        if (idle != null) {
            idle.close();
            idle = null;
        }
    }
}
