package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.tools.ToolProvider;

/** Compiles a revision as the application's build would. */
public final class Compiled {

    private Compiled() {}

    public static Migration from(Path source, String packageName) {
        try {
            Path classes = Files.createTempDirectory("classes");
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            int code = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                    .run(
                            null,
                            null,
                            messages,
                            "-encoding",
                            "UTF-8",
                            "-proc:none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            classes.toString(),
                            source.toString());
            assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
            String name = source.getFileName().toString().replace(".java", "");
            return load(classes.toUri().toURL(), packageName + "." + name);
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The loader stays open as long as the migration may want a class. */
    @SuppressWarnings("resource")
    private static Migration load(URL classes, String name) throws ReflectiveOperationException {
        ClassLoader loader = new URLClassLoader(new URL[] {classes}, Compiled.class.getClassLoader());
        Constructor<?> constructor = loader.loadClass(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Migration) constructor.newInstance();
    }
}
