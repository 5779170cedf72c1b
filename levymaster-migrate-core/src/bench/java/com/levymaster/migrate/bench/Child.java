package com.levymaster.migrate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class in a process of its own, with our class path, and reads what it says of itself. */
final class Child {

    private Child() {}

    /** The last line that the process writes says what it has cost: {@code done cpu allocated classes}. */
    static Sample run(Class<?> main, List<String> arguments) throws Exception {
        return run(System.getProperty("java.class.path"), main.getName(), arguments);
    }

    static Sample run(String classPath, String main, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-classpath",
                classPath,
                main));
        command.addAll(arguments);
        return run(command);
    }

    static Sample run(List<String> command) throws Exception {
        long start = System.nanoTime();
        Path output = Files.createTempFile("bench", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        long wall = System.nanoTime() - start;
        List<String> lines = Files.readAllLines(output);
        Files.delete(output);
        if (exit != 0 || lines.isEmpty() || !lines.get(lines.size() - 1).startsWith("done ")) {
            throw new IllegalStateException(String.join("\n", lines));
        }
        String[] words = lines.get(lines.size() - 1).split(" ", -1);
        return new Sample(wall, Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
}
