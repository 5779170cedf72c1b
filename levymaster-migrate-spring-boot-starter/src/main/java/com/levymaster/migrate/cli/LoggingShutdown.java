package com.levymaster.migrate.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;

/** Writes what the application's appenders hold back, before the process ends. */
final class LoggingShutdown implements Runnable {

    private final @Nullable Runnable handler;

    LoggingShutdown(ClassLoader loader) {
        this.handler = LoggingSystem.get(loader).getShutdownHandler();
    }

    /** Whoever calls it second waits until it has ended. */
    @Override
    public synchronized void run() {
        if (handler != null) {
            handler.run();
        }
    }
}
