package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.Driver;

/** The requests of an instance of one build: statements one after the other, on two connections, until it is closed. */
final class Traffic implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final TestDatabase database;
    private final String build;
    private final List<String> statements;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Traffic(TestDatabase database, String build, List<String> statements) {
        this.database = database;
        this.build = build;
        this.statements = statements;
    }

    void start() {
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread thread = new Thread(this::run, build);
            threads.add(thread);
            thread.start();
        }
    }

    private void run() {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", build);
        try (Connection connection = new Driver().connect(database.url(), properties);
                Statement statement = connection.createStatement()) {
            while (!stopped.get()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                done.incrementAndGet();
            }
        } catch (SQLException e) {
            failures.add(build + ": " + e.getMessage());
            stopped.set(true);
        }
    }

    /** Waits until as many more rounds of requests are done, or one has failed. */
    void awaitRequests(int more) {
        long goal = done.get() + more;
        while (done.get() < goal && !stopped.get()) {
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
