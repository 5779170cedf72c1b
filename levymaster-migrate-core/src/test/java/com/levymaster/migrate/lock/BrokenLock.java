package com.levymaster.migrate.lock;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Our own lock, and the same made wrong on its way to the server. */
public enum BrokenLock {
    /** As it is. */
    NONE,
    /** Kept on a connection of its own. */
    APART,
    /** Waited for inside of the server. */
    BLOCKING,
    /** Taken after the applied revisions were read. */
    LATE;

    private static final String OURS = "select case when pg_catalog.pg_backend_pid()";
    private static final String VERSIONS = "select revision from .*\"levymaster_version\" order by ordinal";

    public DataSource on(DataSource real) {
        return this == NONE ? real : new Rewriting(real, this);
    }

    private static String key(String sql) {
        return sql.substring(sql.indexOf("advisory_lock(") + "advisory_lock(".length(), sql.indexOf(") end"));
    }

    private UnaryOperator<String> rewriting(Connection work) throws SQLException {
        return switch (this) {
            case NONE -> UnaryOperator.identity();
            case APART ->
                sql -> sql.startsWith(OURS)
                        ? "select pg_try_advisory_lock(" + key(sql) + ")"
                        : sql.replaceAll(
                                "exists \\(select from pg_catalog.pg_locks l where l.pid.*?current_database\\(\\)\\)\\)",
                                "true");
            case BLOCKING ->
                sql -> sql.startsWith(OURS) ? "select true from (select pg_advisory_lock(" + key(sql) + ")) l" : sql;
            case LATE -> {
                String seen = applied(work);
                yield sql -> sql.matches(VERSIONS)
                        ? "select unnest('{" + seen + "}'::text[])"
                        : sql.replace(" where event operator(pg_catalog.<>) 'failure'", " where false and event <> ''");
            }
        };
    }

    /** As text of an array. */
    private static String applied(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet there = statement.executeQuery("select to_regclass('levymaster_version') is not null")) {
            if (!there.next() || !there.getBoolean(1)) {
                return "";
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select coalesce(string_agg(revision, ','), '') from levymaster_version")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static final class Rewriting extends AbstractDataSource {

        private final DataSource real;
        private final BrokenLock wrong;

        Rewriting(DataSource real, BrokenLock wrong) {
            this.real = real;
            this.wrong = wrong;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection work = real.getConnection();
            Connection lock = wrong == APART ? real.getConnection() : work;
            lock.setClientInfo("ApplicationName", SessionSettings.applicationName());
            UnaryOperator<String> rewrite = wrong.rewriting(work);
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("createStatement")) {
                            return statement(work.createStatement(), lock.createStatement(), rewrite);
                        }
                        if (method.getName().equals("close") && lock != work) {
                            lock.close();
                        }
                        return call(method, work, arguments);
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        private static Statement statement(Statement work, Statement lock, UnaryOperator<String> rewrite) {
            return (Statement) Proxy.newProxyInstance(
                    Rewriting.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                        if (arguments != null && arguments.length == 1 && arguments[0] instanceof String sql) {
                            boolean locking = sql.contains("advisory_lock(") || sql.contains("advisory_unlock(");
                            return call(method, locking ? lock : work, new Object[] {rewrite.apply(sql)});
                        }
                        return call(method, work, arguments);
                    });
        }

        private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
