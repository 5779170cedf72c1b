package com.levymaster.migrate.explorer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** One connection for everything that only looks; it stays open until somebody needs the database for himself. */
final class ObserverConnection extends AbstractDataSource {

    private final DataSource real;
    private @Nullable Connection open;

    ObserverConnection(DataSource real) {
        this.real = real;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = open;
        if (connection == null) {
            connection = real.getConnection();
            open = connection;
        }
        Connection target = connection;
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
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

    void end() throws SQLException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
