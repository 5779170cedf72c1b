package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.sql.MaskedSql;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a run as a data step gets it: it counts the rows that each statement changes, and refuses to end the
 * revision's transaction.
 */
final class DataStepConnection {

    private static final Pattern TRANSACTION_COMMAND =
            Pattern.compile("(?i)^\\s*(commit|begin|end|abort|start\\s+transaction|prepare\\s+transaction"
                    + "|rollback(?!\\s+((work|transaction)\\s+)?to\\b))\\b");

    private final LongConsumer rows;
    private final Observer observer;
    private final Connection guarded;

    private DataStepConnection(Connection connection, LongConsumer rows, Observer observer) {
        this.rows = rows;
        this.observer = observer;
        this.guarded = guarded(connection);
    }

    /** Receives each statement before it runs. */
    @FunctionalInterface
    interface Observer {
        void beforeRunning(String sql) throws SQLException;
    }

    static Connection of(Connection connection, LongConsumer rows, Observer observer) {
        return new DataStepConnection(connection, rows, observer).guarded;
    }

    private Connection guarded(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (endsTransaction(method)) {
                throw new MigrationException(
                        "A data step may not call " + method.getName() + "() on the connection of its revision.",
                        "leave the transaction to the revision; put what must be committed by itself into op.autocommit(…),"
                                + " and what may fail into op.savepoint(…).");
            }
            refuseTransactionCommand(arguments);
            observe(method, arguments);
            return statement(call(connection, method, arguments));
        });
    }

    /** {@code commit} and the like, as the text of a statement. */
    private static void refuseTransactionCommand(Object @Nullable [] arguments) {
        if (arguments != null
                && arguments.length > 0
                && arguments[0] instanceof String sql
                && TRANSACTION_COMMAND.matcher(sql.substring(start(sql))).find()) {
            throw new MigrationException(
                    "A data step may not execute a transaction command: " + MaskedSql.firstLine(sql) + ".",
                    "leave the transaction to the revision; put what must be committed by itself into op.autocommit(…), and"
                            + " what may fail into op.savepoint(…).");
        }
    }

    /** The index of the first token that is no comment and no semicolon. */
    private static int start(String sql) {
        for (Iterator<Token> tokens = SqlTokens.scan(sql); tokens.hasNext(); ) {
            Token token = tokens.next();
            if (token.kind() != TokenKind.COMMENT && !token.is(";")) {
                return token.start();
            }
        }
        return sql.length();
    }

    private void observe(Method method, Object @Nullable [] arguments) throws SQLException {
        String name = method.getName();
        boolean takesSql = name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch");
        if (takesSql && arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            observer.beforeRunning(sql);
        }
    }

    private static boolean endsTransaction(Method method) {
        return switch (method.getName()) {
            case "commit", "setAutoCommit", "close", "abort" -> true;
            case "rollback" -> method.getParameterCount() == 0;
            default -> false;
        };
    }

    private @Nullable Object statement(@Nullable Object result) {
        if (result instanceof DatabaseMetaData metaData) {
            return proxy(
                    DatabaseMetaData.class,
                    (proxy, method, arguments) ->
                            method.getName().equals("getConnection") ? guarded : call(metaData, method, arguments));
        }
        if (result instanceof CallableStatement call) {
            return counting(CallableStatement.class, call);
        }
        if (result instanceof PreparedStatement prepared) {
            return counting(PreparedStatement.class, prepared);
        }
        return result instanceof Statement plain ? counting(Statement.class, plain) : result;
    }

    private <S extends Statement> S counting(Class<S> type, S statement) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return guarded;
            }
            refuseTransactionCommand(arguments);
            observe(method, arguments);
            Object result = call(statement, method, arguments);
            if (method.getName().startsWith("execute")) {
                rows.accept(changed(statement, result));
            }
            return result;
        });
    }

    private static long changed(Statement statement, @Nullable Object result) throws SQLException {
        if (result instanceof Integer || result instanceof Long) {
            return ((Number) result).longValue();
        }
        if (result instanceof int[] counts) {
            return Arrays.stream(counts)
                    .filter(count -> count > 0)
                    .asLongStream()
                    .sum();
        }
        if (result instanceof long[] counts) {
            return Arrays.stream(counts).filter(count -> count > 0).sum();
        }
        return Boolean.FALSE.equals(result) ? statement.getLargeUpdateCount() : 0;
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
