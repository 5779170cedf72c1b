package com.levymaster.migrate.autoconfigure.restart;

import com.levymaster.migrate.command.Migrator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts an application from one directory of classes after another, each with a class loader of its own and the
 * libraries in the parent, as DevTools do, and says what is applied.
 */
public final class Restarts {

    private Restarts() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            start(arguments[0], Path.of(arguments[i]));
        }
    }

    private static void start(String application, Path classes) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            try (ConfigurableApplicationContext context = SpringApplication.run(loader.loadClass(application))) {
                System.out.println(
                        "applied: " + context.getBean(Migrator.class).status().applied());
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
