package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;

/** Tests {@link LoggingShutdown}. */
class LoggingShutdownTest {

    private static final AtomicInteger WRITTEN = new AtomicInteger();

    private final @Nullable String before = System.getProperty(LoggingSystem.SYSTEM_PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        } else {
            System.setProperty(LoggingSystem.SYSTEM_PROPERTY, before);
        }
    }

    @Test
    void what_appenders_hold_back_is_written_when_the_command_ends() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, Buffering.class.getName());
        LoggingShutdown shutdown = new LoggingShutdown(getClass().getClassLoader());

        shutdown.run();

        assertThat(WRITTEN).hasValue(1);
    }

    @Test
    void a_logging_system_without_a_shutdown_is_left_alone() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LoggingShutdown shutdown = new LoggingShutdown(getClass().getClassLoader());

        assertThatCode(shutdown::run).doesNotThrowAnyException();
    }

    /** Writes when it is shut down. */
    public static final class Buffering extends LoggingSystem {

        /** For Boot. */
        public Buffering(ClassLoader loader) {}

        @Override
        public void beforeInitialize() {}

        @Override
        public void initialize(
                LoggingInitializationContext context, @Nullable String location, @Nullable LogFile file) {}

        @Override
        public Runnable getShutdownHandler() {
            return WRITTEN::incrementAndGet;
        }
    }
}
