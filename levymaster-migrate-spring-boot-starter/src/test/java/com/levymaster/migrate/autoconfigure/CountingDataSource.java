package com.levymaster.migrate.autoconfigure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Remembers the SQL that is sent through it. */
final class CountingDataSource extends DelegatingDataSource {

    private final List<String> statements = new ArrayList<>();

    CountingDataSource(DataSource target) {
        super(target);
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return listening(Connection.class, connection, "");
    }

    private <T> T listening(Class<T> type, T target, String prepared) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                            ? text
                            : prepared;
                    if (target instanceof Statement && method.getName().startsWith("execute")) {
                        statements.add(sql);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Statement ? listening(interfaceOf(result), result, sql) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
        return type.cast(proxy);
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> interfaceOf(Object statement) {
        Class<?> type =
                statement instanceof java.sql.PreparedStatement ? java.sql.PreparedStatement.class : Statement.class;
        return (Class<Object>) type;
    }
}
