package com.levymaster.migrate.autoconfigure.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** The class path of the tests once more, to see what a start loads from it. */
final class OwnClassPath extends URLClassLoader {

    OwnClassPath() {
        super(urls(), ClassLoader.getPlatformClassLoader());
    }

    boolean hasLoaded(String className) {
        return findLoadedClass(className) != null;
    }

    /** Runs something that is on the class path, as its own class loader sees it. */
    void run(Class<? extends Runnable> type) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            ((Runnable) loadClass(type.getName()).getConstructor().newInstance()).run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] urls() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> url(Path.of(path)))
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
