package com.levymaster.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.autoconfigure.ClassPath;
import com.levymaster.migrate.autoconfigure.JavaProcess;
import com.levymaster.migrate.cli.kind.Kinds;
import com.levymaster.migrate.cli.kind.Main;
import com.levymaster.migrate.definition.RevisionIndex;
import com.levymaster.migrate.definition.RevisionIndexProcessor;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.loader.tools.Layers;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;
import org.springframework.util.FileSystemUtils;

/** How an application is built, packed and configured. */
enum ApplicationKind {
    DIRECTORY,

    BEANS_THAT_READ_TABLES {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            return onClassPath(
                    directory, classes(directory), Kinds.ReadingTables.class.getName(), dataSource(database));
        }
    },

    OWN_DATA_SOURCE {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            TestDatabase.Login login = database.role();
            database.execute("grant create on schema public to " + login.user());
            List<String> options = List.of(
                    "-Drotated.url=" + login.url(),
                    "-Drotated.username=" + login.user(),
                    "-Drotated.password=" + login.password());
            return onClassPath(directory, classes(directory), Kinds.OwnDataSource.class.getName(), options);
        }
    },

    SEVERAL_DATA_SOURCES {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            return onClassPath(
                    directory, classes(directory), Kinds.SeveralDataSources.class.getName(), dataSource(database));
        }
    },

    ENCRYPTED_PROPERTIES {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            Path classes = classes(directory);
            Files.writeString(
                    Files.createDirectories(classes.resolve("META-INF")).resolve("spring.factories"),
                    "org.springframework.boot.EnvironmentPostProcessor=" + Kinds.Decryption.class.getName());
            byte[] password = database.password().getBytes(StandardCharsets.UTF_8);
            List<String> options = List.of(
                    "-Dspring.datasource.url=" + database.url(),
                    "-Dspring.datasource.username=" + database.user(),
                    "-Dencrypted.password=" + Base64.getEncoder().encodeToString(password));
            return onClassPath(directory, classes, Kinds.Scanning.class.getName(), options);
        }
    },

    REVISIONS_OF_A_LIBRARY {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            Path library = classes(directory);
            Path host = Files.createDirectories(directory.resolve("host"));
            String application = "com/levymaster/migrate/cli/kind/host";
            FileSystemUtils.copyRecursively(library.resolve(application), host.resolve(application));
            FileSystemUtils.deleteRecursively(library.resolve(application));
            Files.writeString(
                    Files.createDirectories(library.resolve("META-INF/spring"))
                            .resolve("org.springframework.boot.autoconfigure.AutoConfiguration.imports"),
                    Kinds.Library.class.getName());
            Path jar = ClassPath.pack(library, directory.resolve("library.jar"), "parcels");
            String main = Kinds.class.getPackageName() + ".host.HostApplication";
            List<String> start = onClassPath(directory, host, main, dataSource(database));
            List<Path> further = new ArrayList<>(ClassPath.springData());
            further.add(jar);
            int classPath = start.indexOf("-cp") + 1;
            start.set(classPath, start.get(classPath) + File.pathSeparator + ClassPath.join(further));
            return start;
        }
    },

    AHEAD_OF_TIME {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            List<String> start =
                    onClassPath(directory, classes(directory), Kinds.Scanning.class.getName(), dataSource(database));
            Path sources = directory.resolve("sources");
            Path generated = directory.resolve("generated");
            JavaProcess processed = JavaProcess.run(
                    start.subList(0, start.size() - 1),
                    List.of(
                            SpringApplicationAotProcessor.class.getName(),
                            Main.class.getName(),
                            sources.toString(),
                            generated.toString(),
                            generated.toString(),
                            "com.example",
                            "parcels"));
            assertThat(processed.code()).as(processed.text()).isZero();
            int classPath = start.indexOf("-cp") + 1;
            start.set(classPath, generated + File.pathSeparator + start.get(classPath));
            start.add(0, "-Dspring.aot.enabled=true");
            try (Stream<Path> files = Files.walk(sources)) {
                List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", generated.toString()));
                arguments.addAll(List.of("-cp", start.get(classPath + 1)));
                files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
                compile(arguments);
            }
            return start;
        }
    },

    MODULE_PATH {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            Path classes = classes(directory);
            String jars = ClassPath.join(ClassPath.jars(directory, false));
            Path module = Files.writeString(directory.resolve("module-info.java"), """
                    open module parcels {
                        requires com.levymaster.migrate;
                        requires com.levymaster.migrate.starter;
                        requires java.sql;
                        requires spring.boot;
                    }
                    """);
            compile(List.of("-proc:none", "-p", jars, "-d", classes.toString(), module.toString()));
            List<String> start = options(directory, Kinds.Scanning.class.getName(), dataSource(database));
            start.addAll(List.of("-p", classes + File.pathSeparator + jars, "--add-modules", "ALL-MODULE-PATH"));
            start.addAll(List.of("-m", "parcels/" + Main.class.getName()));
            return start;
        }

        @Override
        boolean hasEntities() {
            return false;
        }
    },

    JAR {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            return ofJar(directory, jar(directory), database);
        }
    },

    EXTRACTED_JAR {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            extract(
                    directory,
                    "extract",
                    "--destination",
                    directory.resolve("extracted").toString());
            return ofJar(directory, directory.resolve("extracted/parcels.jar"), database);
        }
    },

    /** With an archive of its classes, which a command has written: in JDK 25 the AOT cache, before CDS. */
    CACHED_CLASSES {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            List<String> extracted = EXTRACTED_JAR.start(directory, database);
            boolean aotCache = Runtime.version().feature() >= 25;
            String archive = directory.resolve("classes.cache").toString();
            JavaProcess trained = JavaProcess.run(
                    List.of((aotCache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive),
                    Stream.concat(extracted.stream(), Stream.of("db", "current"))
                            .toList());
            assertThat(Path.of(archive)).as(trained.text()).exists();
            List<String> start = new ArrayList<>(extracted);
            start.add(0, (aotCache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
            return start;
        }
    },

    LAYERED_JAR {
        @Override
        List<String> start(Path directory, TestDatabase database) throws Exception {
            Path layers = directory.resolve("layers");
            extract(directory, "extract", "--layers", "--launcher", "--destination", layers.toString());
            Path merged = directory.resolve("merged");
            try (Stream<Path> each = Files.list(layers)) {
                for (Path layer : each.toList()) {
                    FileSystemUtils.copyRecursively(layer, merged);
                }
            }
            List<String> start = options(directory, Kinds.Scanning.class.getName(), dataSource(database));
            start.addAll(List.of("-cp", merged.toString(), "org.springframework.boot.loader.launch.JarLauncher"));
            return start;
        }
    };

    /**
     * Builds the application in the directory.
     *
     * @return what {@code java} starts it with, before its arguments
     */
    List<String> start(Path directory, TestDatabase database) throws Exception {
        return onClassPath(directory, classes(directory), Kinds.Scanning.class.getName(), dataSource(database));
    }

    /** Hibernate's own dependencies are not complete on the module path. */
    boolean hasEntities() {
        return true;
    }

    private static List<String> dataSource(TestDatabase database) {
        return JavaProcess.dataSource(database);
    }

    private static List<String> options(Path directory, String application, List<String> further) {
        List<String> options = new ArrayList<>(further);
        options.addAll(List.of(
                "-Dapplication=" + application,
                "-Dspring.main.banner-mode=off",
                "-Dlevymaster.migrate.package=parcels",
                "-Dlevymaster.migrate.source-directory=" + directory));
        return options;
    }

    private static List<String> onClassPath(Path directory, Path classes, String application, List<String> further)
            throws Exception {
        List<String> start = options(directory, application, further);
        start.addAll(List.of("-cp", classes + File.pathSeparator + ClassPath.join(ClassPath.jars(directory, true))));
        start.add(Main.class.getName());
        return start;
    }

    private static List<String> ofJar(Path directory, Path jar, TestDatabase database) {
        List<String> start = options(directory, Kinds.Scanning.class.getName(), dataSource(database));
        start.addAll(List.of("-jar", jar.toString()));
        return start;
    }

    /** Copies the compiled application. */
    private static Path classes(Path directory) throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        String application = Kinds.class.getPackageName().replace('.', '/');
        FileSystemUtils.copyRecursively(
                ClassPath.location(Kinds.class).resolve(application), classes.resolve(application));
        return classes;
    }

    /** Packs the application as Boot's plugins do, with the index of its revisions. */
    private static Path jar(Path directory) throws Exception {
        Path classes = classes(directory);
        List<Class<? extends Migration>> revisions = new ArrayList<>();
        for (String name : List.of("Rk1_CreateParcel", "Rk2_FirstParcel", "Rk3_IndexNumber")) {
            revisions.add(Class.forName(Kinds.class.getPackageName() + ".revisions." + name)
                    .asSubclass(Migration.class));
        }
        Path index = classes.resolve(RevisionIndex.RESOURCE);
        Files.createDirectories(directory.resolve("classes/META-INF"));
        Files.writeString(index, RevisionIndex.of(revisions));
        Repackager packer = new Repackager(ClassPath.pack(classes, directory.resolve("plain.jar"), "parcels")
                .toFile());
        packer.setLayers(Layers.IMPLICIT);
        packer.setMainClass(Main.class.getName());
        List<Path> libraries = ClassPath.jars(directory, true);
        File jar = directory.resolve("parcels.jar").toFile();
        packer.repackage(jar, callback -> {
            for (Path library : libraries) {
                callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
            }
        });
        return jar.toPath();
    }

    private static void extract(Path directory, String... command) throws Exception {
        JavaProcess extracted = JavaProcess.run(
                List.of("-Djarmode=tools", "-jar", jar(directory).toString()), List.of(command));
        assertThat(extracted.code()).as(extracted.text()).isZero();
    }

    /** Compiles a further revision into the classes of an application that {@link #start} has built. */
    static void compileWithIndex(Path directory, List<String> application, String name, String source)
            throws IOException {
        String revisions = Kinds.class.getPackageName() + ".revisions";
        Path file = Files.writeString(directory.resolve(name + ".java"), "package " + revisions + ";\n\n" + source);
        compile(List.of(
                "-processor",
                RevisionIndexProcessor.class.getName(),
                "-cp",
                application.get(application.indexOf("-cp") + 1),
                "-d",
                directory.resolve("classes").toString(),
                file.toString()));
    }

    static void compile(List<String> arguments) {
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }
}
