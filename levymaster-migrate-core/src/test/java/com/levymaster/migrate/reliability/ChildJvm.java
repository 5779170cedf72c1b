package com.levymaster.migrate.reliability;

import java.nio.file.Path;
import java.util.stream.Stream;

/** A small Java process of its own, with the class path of the tests. */
final class ChildJvm {

    private ChildJvm() {}

    static ProcessBuilder of(Class<?> main, String... arguments) {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName());
        return new ProcessBuilder(Stream.concat(java, Stream.of(arguments)).toList());
    }
}
