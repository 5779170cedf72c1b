package com.levymaster.migrate.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Warnings of HikariCP, with stack traces, about each exception whose SQLSTATE it takes for a broken connection, such as
 * 0A000 (feature not supported). The failure of the run reports the same exception.
 *
 * @param logging {@code null} if Boot does not configure the logging
 */
record PoolWarnings(@Nullable LoggingSystem logging) {

    private static final String LOGGER = "com.zaxxer.hikari.pool.ProxyConnection";

    void suppressedWhile(Runnable work) {
        if (logging == null || !logging.getSupportedLogLevels().contains(LogLevel.ERROR)) {
            work.run();
            return;
        }
        LoggerConfiguration before = logging.getLoggerConfiguration(LOGGER);
        logging.setLogLevel(LOGGER, LogLevel.ERROR);
        try {
            work.run();
        } finally {
            logging.setLogLevel(LOGGER, before == null ? null : before.getConfiguredLevel());
        }
    }
}
