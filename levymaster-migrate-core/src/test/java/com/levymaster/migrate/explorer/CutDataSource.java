package com.levymaster.migrate.explorer;

import com.levymaster.migrate.explorer.Cut.Kind;
import com.levymaster.migrate.explorer.Cut.Moment;
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
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The connections of one process, which counts its calls to the server and meets a fault at one of them. */
final class CutDataSource extends AbstractDataSource {

    private static final Pattern CONCURRENT = Pattern.compile("(?is).*\\b(create|drop)\\b.*\\bindex concurrently\\b.*");

    private static final Set<String> CALLS =
            Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit", "rollback");
    private static final Set<String> ALLOWED_WHEN_HALTED = Set.of("isClosed", "close", "abort", "unwrap", "toString");

    private final DataSource real;
    private final @Nullable Cut cut;
    private final SessionControl control;
    private final Bystander other;
    private final List<String> calls = new ArrayList<>();
    private final List<Integer> afterCommits = new ArrayList<>();
    private boolean commits = true;
    private int counted;
    private boolean halted;
    private boolean refused;
    private @Nullable String point;

    CutDataSource(DataSource real, @Nullable Cut cut, SessionControl control, Bystander other) {
        this.real = real;
        this.cut = cut;
        this.control = control;
        this.other = other;
    }

    /** Another process. */
    @FunctionalInterface
    interface Bystander {

        /**
         * Runs its whole command.
         *
         * @param session the process id of the session that it must not wait for
         */
        void run(int session);
    }

    /** The process is gone. */
    static final class Halted extends Error {

        private static final long serialVersionUID = 1L;

        Halted() {
            super("halted");
        }
    }

    /** Whether a call builds or drops an index concurrently. */
    static boolean isConcurrent(String call) {
        return CONCURRENT.matcher(call).matches();
    }

    /** The calls so far: method and SQL. */
    List<String> calls() {
        return calls;
    }

    /** Those calls before which something is committed, so that a process that stops there leaves another state: their numbers. */
    List<Integer> afterCommits() {
        return afterCommits;
    }

    /** The call at which the process met its fault; {@code null} when it never came to it. */
    @Nullable
    String point() {
        return point;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (halted) {
            throw new Halted();
        }
        if (refused) {
            throw new SQLException("Connection refused.", "08001");
        }
        Connection connection = real.getConnection();
        return proxy(Connection.class, new Calls(connection, connection, ""));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** Whether a step outside the transaction has started: nothing binds that to the lock, and nobody promises so. */
    private boolean isOutsideTransaction() {
        for (int i = calls.size() - 2; i >= 0; i--) {
            if (calls.get(i).contains("'started'") || calls.get(i).contains("'finished'")) {
                return calls.get(i).contains("'started'");
            }
        }
        return false;
    }

    private <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static int session(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
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
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String name = method.getName();
            if (halted && !ALLOWED_WHEN_HALTED.contains(name)) {
                throw new Halted();
            }
            if (name.equals("addBatch") && arguments != null) {
                batch.append(arguments[0]).append("; ");
            }
            if (!CALLS.contains(name)) {
                return wrapped(call(method, arguments), arguments);
            }
            String said = arguments != null && arguments[0] instanceof String text ? text : sql + batch;
            if (commits) {
                afterCommits.add(calls.size());
            }
            calls.add(name + " " + said);
            commits = name.equals("commit") || connection.getAutoCommit() && !said.startsWith("select");
            Cut here = cut != null && point == null && isAt(cut, said) ? cut : null;
            if (here == null) {
                return call(method, arguments);
            }
            point = here.moment() + " " + calls.get(calls.size() - 1);
            return struck(here, method, arguments);
        }

        /** Within a concurrent build or drop, only those are counted. */
        private boolean isAt(Cut expected, String said) {
            boolean counts = expected.moment() == Moment.INSIDE
                    ? isConcurrent(said)
                    : calls.get(calls.size() - 1).contains(expected.text());
            return counts && expected.call() == counted++;
        }

        private @Nullable Object struck(Cut here, Method method, Object @Nullable [] arguments) throws Throwable {
            if (here.moment() == Moment.BEFORE) {
                strike(here.kind());
                return call(method, arguments);
            }
            if (here.moment() == Moment.AFTER) {
                Object result = call(method, arguments);
                strike(here.kind());
                return result;
            }
            return inside(here.kind(), method, arguments);
        }

        private void strike(Kind kind) throws SQLException {
            int session = session(connection);
            boolean lost = kind == Kind.CONNECTION || kind == Kind.SERVER;
            refused = kind == Kind.SERVER;
            if (kind == Kind.HALT || lost) {
                connection.abort(Runnable::run);
            }
            if (kind == Kind.LOCK) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select pg_advisory_unlock_all()");
                }
            } else if (kind != Kind.PAUSE) {
                control.end(session);
            }
            if (kind != Kind.LOCK || !isOutsideTransaction()) {
                other.run(session);
            }
            if (lost) {
                throw new SQLException("The connection is lost.", "08006");
            }
            if (kind == Kind.HALT) {
                halted = true;
                throw new Halted();
            }
        }

        /** The server ends the session while it waits for the writers of the table. */
        private @Nullable Object inside(Kind kind, Method method, Object @Nullable [] arguments) throws Throwable {
            int session = session(connection);
            try {
                return control.endWhileWaiting(session, () -> call(method, arguments));
            } catch (SQLException e) {
                if (kind != Kind.TERMINATE) {
                    strike(kind);
                }
                other.run(session);
                throw e;
            }
        }

        private @Nullable Object wrapped(@Nullable Object result, Object @Nullable [] arguments) {
            if (result instanceof PreparedStatement && arguments != null) {
                return proxy(PreparedStatement.class, new Calls(result, connection, String.valueOf(arguments[0])));
            }
            return result instanceof Statement && !(target instanceof Statement)
                    ? proxy(Statement.class, new Calls(result, connection, ""))
                    : result;
        }

        private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
