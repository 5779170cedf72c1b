package com.levymaster.migrate.testing;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.op.OperationRecorder;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the source of revisions in memory, all at once, and records what they say. */
public final class Compiled {

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    private final ClassLoader loader = new ClassLoader(Compiled.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ByteArrayOutputStream bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    };

    private Compiled() {}

    /**
     * Compiles revisions, and accepts no warning.
     *
     * @param sources by class name
     */
    public static Compiled of(Map<String, String> sources) {
        return of(sources, List.of("-proc:none", "-Xlint:all,-processing,-classfile,-path", "-Werror"));
    }

    /** Compiles anything, whatever the compiler thinks of it. */
    public static Compiled leniently(Map<String, String> sources) {
        return of(sources, List.of("-proc:none", "-nowarn", "-parameters"));
    }

    private static Compiled of(Map<String, String> sources, List<String> options) {
        Compiled compiled = new Compiled();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<Source> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(errors, compiled.outputTo(files), null, options, null, units)
                    .call()) {
                throw new AssertionError(errors + "\n" + String.join("\n", sources.values()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return compiled;
    }

    /** Any class that was compiled. */
    public Class<?> type(String className) {
        try {
            return loader.loadClass(className);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of all classes that were compiled. */
    public List<String> names() {
        return classes.keySet().stream().sorted().toList();
    }

    public ClassLoader loader() {
        return loader;
    }

    /** The revision of that class. */
    public Migration migration(String className) {
        try {
            Constructor<?> constructor = loader.loadClass(className).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Migration) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** What a body says. */
    public static List<Operation> said(Consumer<Operations> body) {
        List<Operation> said = new ArrayList<>();
        Operations.record(body, new OperationRecorder() {
            @Override
            public void record(Operation operation) {
                said.add(operation);
            }

            @Override
            public Inspector catalog() {
                return DatabaseSchema.empty("public").catalog();
            }
        });
        return said;
    }

    private JavaFileManager outputTo(StandardJavaFileManager files) {
        return new ForwardingJavaFileManager<>(files) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + className + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(className, bytes);
                        return bytes;
                    }
                };
            }
        };
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
