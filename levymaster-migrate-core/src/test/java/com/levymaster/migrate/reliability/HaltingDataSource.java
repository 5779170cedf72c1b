package com.levymaster.migrate.reliability;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Stops the process at one of its calls to the server. Every call that reaches the server is a point, so that all points
 * of a run can be enumerated, and none has to be marked in the code that runs.
 *
 * <p>The connection is cut first, without a word to the server. Then either the whole JVM halts, or, much cheaper and
 * the same for the server, {@link Halted} is thrown now and by every later call.
 */
public final class HaltingDataSource extends AbstractDataSource {

    private static final Set<String> CALLS =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback", "getConnection");

    private final DataSource real;
    private final int beforeCall;
    private final int afterCall;
    private final Predicate<String> after;
    private final boolean whole;
    private final List<String> calls = new ArrayList<>();
    private boolean halted;

    private HaltingDataSource(DataSource real, int beforeCall, int afterCall, Predicate<String> after, boolean whole) {
        this.real = real;
        this.beforeCall = beforeCall;
        this.afterCall = afterCall;
        this.after = after;
        this.whole = whole;
    }

    /** The process is gone. */
    public static final class Halted extends Error {

        private static final long serialVersionUID = 1L;

        Halted(String point) {
            super("halted " + point);
        }
    }

    static HaltingDataSource never(DataSource real) {
        return new HaltingDataSource(real, -1, -1, call -> false, false);
    }

    /** @param call the text of a call: its method and SQL */
    public static HaltingDataSource after(DataSource real, Predicate<String> call) {
        return new HaltingDataSource(real, -1, -1, call, false);
    }

    /**
     * @param number of the call, from 0
     * @param whole whether the JVM halts
     */
    HaltingDataSource at(int number, boolean afterwards, boolean whole) {
        return new HaltingDataSource(real, afterwards ? -1 : number, afterwards ? number : -1, call -> false, whole);
    }

    /** The calls so far. */
    List<String> calls() {
        return calls;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = real.getConnection();
        return proxy(Connection.class, new Calls(connection, connection, ""));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void halt(Connection connection, String point) throws SQLException {
        if (whole) {
            Runtime.getRuntime().halt(137);
        }
        halted = true;
        connection.abort(Runnable::run);
        throw new Halted(point);
    }

    private final class Calls implements InvocationHandler {

        private final Object target;
        private final Connection connection;
        private final String sql;
        private final StringBuilder batch = new StringBuilder();

        Calls(Object target, Connection connection, String sql) {
            this.target = target;
            this.connection = connection;
            this.sql = sql;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            String name = method.getName();
            if (halted && !name.equals("isClosed") && !name.equals("close")) {
                throw new Halted("earlier");
            }
            if (name.equals("addBatch") && arguments != null) {
                batch.append(arguments[0]).append("; ");
            }
            if (!CALLS.contains(name)) {
                return wrapped(call(method, arguments), arguments);
            }
            String text =
                    name + " " + (arguments == null || !(arguments[0] instanceof String) ? sql + batch : arguments[0]);
            int number = calls.size();
            calls.add(text);
            if (number == beforeCall) {
                halt(connection, "before " + text);
            }
            try {
                return call(method, arguments);
            } finally {
                if (number == afterCall || after.test(text)) {
                    halt(connection, "after " + text);
                }
            }
        }

        private Object wrapped(Object result, Object[] arguments) {
            if (result instanceof PreparedStatement) {
                return proxy(PreparedStatement.class, new Calls(result, connection, String.valueOf(arguments[0])));
            }
            return result instanceof Statement && !(target instanceof Statement)
                    ? proxy(Statement.class, new Calls(result, connection, ""))
                    : result;
        }

        private Object call(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
