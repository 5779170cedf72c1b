package com.levymaster.migrate.inspect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that writes down every statement that is made on it. */
final class CountedConnection {

    private final Connection target;
    private final List<String> statements = new ArrayList<>();

    CountedConnection(Connection target) {
        this.target = target;
    }

    List<String> statements() {
        return statements;
    }

    Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") || method.getName().equals("createStatement")) {
            statements.add(arguments == null ? method.getName() : String.valueOf(arguments[0]));
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
