package com.levymaster.migrate.autoconfigure.minimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The starter with jars left out, on a class path of its own. */
class MinimalClassPathTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hibernate|jakarta.persistence|spring-orm|spring-data|spring-boot-(jpa|hibernate|data)",
                "actuator|health|micrometer",
                "micrometer",
                "hibernate|jakarta.persistence|spring-orm|spring-data|actuator|health|micrometer|webmvc|tomcat|jackson"
                        + "|testcontainers|docker|spring-boot-(jpa|hibernate|data|servlet|web|test)"
            })
    void the_starter_works_without_what_is_optional(String leftOut) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(without(leftOut), ClassLoader.getPlatformClassLoader())) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                assertThat(run(loader)).asInstanceOf(LIST).contains("m1");
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static Object run(ClassLoader loader) throws Exception {
        String[] properties = {
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.user(),
            "spring.datasource.password=" + database.password(),
            "levymaster.migrate.startup.target=heads",
            "spring.jmx.enabled=false",
            "spring.main.banner-mode=off",
            "spring.main.web-application-type=none"
        };
        Object minimal = loader.loadClass(Minimal.class.getName())
                .getConstructor(String[].class)
                .newInstance((Object) properties);
        return ((Callable<?>) minimal).call();
    }

    private static URL[] without(String jars) {
        Pattern leftOut = Pattern.compile(jars);
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !leftOut.matcher(path.getFileName().toString()).find())
                .map(MinimalClassPathTest::url)
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
