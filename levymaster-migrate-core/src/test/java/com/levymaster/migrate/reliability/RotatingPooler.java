package com.levymaster.migrate.reliability;

import com.levymaster.migrate.testing.TestDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Behaves as a pooler does that hands each transaction to another session of the server. */
public final class RotatingPooler extends AbstractDataSource {

    private final TestDatabase database;
    private final boolean always;
    private int turns;

    public RotatingPooler(TestDatabase database) {
        this(database, true);
    }

    private RotatingPooler(TestDatabase database, boolean always) {
        this.database = database;
        this.always = always;
    }

    /** One that hands out another session only when it is told to. */
    public static RotatingPooler lazy(TestDatabase database) {
        return new RotatingPooler(database, false);
    }

    /** The next transaction meets the other session. */
    public void turn() {
        turns++;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection[] sessions = {database.connection(), database.connection()};
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, new Rotation(sessions));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private final class Rotation implements InvocationHandler {

        private final Connection[] sessions;
        private int current;

        Rotation(Connection[] sessions) {
            this.sessions = sessions;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            try {
                return switch (method.getName()) {
                    case "close", "setAutoCommit" -> both(method, arguments);
                    case "createStatement", "prepareStatement" -> {
                        if (sessions[0].getAutoCommit()) {
                            rotate();
                        }
                        yield method.invoke(sessions[current], arguments);
                    }
                    case "commit", "rollback" -> {
                        Object result = method.invoke(sessions[current], arguments);
                        if (arguments == null) {
                            rotate();
                        }
                        yield result;
                    }
                    default -> method.invoke(sessions[current], arguments);
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void rotate() {
            current = always ? 1 - current : current;
        }

        private Object both(Method method, Object[] arguments) throws ReflectiveOperationException {
            method.invoke(sessions[1 - current], arguments);
            Object result = method.invoke(sessions[current], arguments);
            current = always ? current : turns % 2;
            return result;
        }
    }
}
