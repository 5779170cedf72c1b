package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.command.BuildName;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Which build of which application this is. */
final class ApplicationBuild {

    private static final String BUILD_INFO = "META-INF/build-info.properties";

    private ApplicationBuild() {}

    static @Nullable String application(Environment environment) {
        return environment.getProperty("spring.application.name");
    }

    /** The property, which Boot takes from the manifest of the jar by default, or the version that its build plugin records. */
    static @Nullable String version(Environment environment) {
        String version = environment.getProperty("spring.application.version");
        return version == null ? recorded() : version;
    }

    private static @Nullable String recorded() {
        ClassPathResource info = new ClassPathResource(BUILD_INFO);
        try {
            return info.exists() && !isOfLibrary(info.getURL().toString())
                    ? PropertiesLoaderUtils.loadProperties(info).getProperty("build.version")
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(BUILD_INFO + " cannot be read", e);
        }
    }

    /** The version of a library that was built with Boot's plugin as well would be the same in all builds of the application. */
    static boolean isOfLibrary(String url) {
        return url.contains("-INF/lib/");
    }

    static @Nullable BuildName name(Environment environment) {
        return BuildName.of(application(environment), version(environment));
    }
}
