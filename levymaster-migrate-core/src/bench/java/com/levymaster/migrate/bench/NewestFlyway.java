package com.levymaster.migrate.bench;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A class loader with a Flyway of its own; all else it has from its parent. */
final class NewestFlyway extends URLClassLoader {

    private NewestFlyway(URL[] urls) {
        super(urls, NewestFlyway.class.getClassLoader());
    }

    /** @param directory of the benchmark, where the build has put the jars */
    @SuppressWarnings("resource") // for as long as the JVM runs
    static Contestant contestant(Path directory) throws Exception {
        URL own = NewestFlyway.class.getProtectionDomain().getCodeSource().getLocation();
        try (Stream<Path> jars = Files.list(directory.resolve("newest-flyway"))) {
            List<URL> urls = Stream.concat(jars.map(NewestFlyway::url), Stream.of(own)).toList();
            Class<?> type = new NewestFlyway(urls.toArray(URL[]::new)).loadClass(FlywayContestant.class.getName());
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Contestant) constructor.newInstance();
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("org.flywaydb.") && !name.equals(FlywayContestant.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isOwn(name) ? findResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isOwn(name) ? findResources(name) : super.getResources(name);
    }

    private static boolean isOwn(String name) {
        return name.contains("flywaydb");
    }
}
