package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java process that has ended.
 *
 * @param text what it printed to stdout and stderr
 */
public record JavaProcess(int code, String text) {

    /**
     * Runs a program.
     *
     * @param options with the class path
     * @param program the main class and its arguments
     */
    public static JavaProcess run(List<String> options, List<String> program) throws IOException, InterruptedException {
        return run(options, program, Map.of());
    }

    /** Runs a program with further variables in its environment. */
    public static JavaProcess run(List<String> options, List<String> program, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new JavaProcess(process.waitFor(), text);
    }

    /** Returns the options of an application whose data source is the database. */
    public static List<String> dataSource(TestDatabase database) {
        return List.of(
                "-Dspring.datasource.url=" + database.url(),
                "-Dspring.datasource.username=" + database.user(),
                "-Dspring.datasource.password=" + database.password());
    }
}
