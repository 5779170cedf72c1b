package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.app.MeasuredMain;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An application that runs as a process, with the library or without.
 *
 * @param type its class
 * @param jars that it needs besides those of Boot's JDBC starter
 * @param classPath where its revisions or its classes are, if not beside the benchmark's: begins with a separator
 * @param sources where nothing is written, as the entities match
 */
record Application(String type, String jars, String classPath, TestDatabase database, Path sources) {

    static final String START = "start without the library";
    static final String JPA = "|hibernate-|spring-boot-(hibernate|jpa)-\\d|jakarta\\.(persistence|transaction|xml"
            + "|inject|activation)|spring-orm-|jboss-logging|jaxb|txw2|istack|antlr4|byte-buddy-\\d|classmate|angus";

    /** The start, and commands. The first of a command runs before the measured ones. */
    List<Entrant> entrants(String... commands) {
        List<Entrant> entrants = new ArrayList<>();
        entrants.add(start(START));
        for (String command : commands) {
            entrants.add(command(command));
        }
        return entrants;
    }

    /** A start without the library. */
    Entrant start(String name, String... properties) {
        return new Entrant(name, () -> run(Starts.jars(Starts.BASE + jars) + classPath, List.of(properties)), null);
    }

    Entrant command(String command) {
        String path = String.join(
                        File.pathSeparator,
                        Starts.jars(Starts.BASE + jars + "|picocli"),
                        Starts.core().toString(),
                        Starts.starter().toString())
                + classPath;
        List<String> words = new ArrayList<>(List.of("db"));
        words.addAll(Arrays.asList(command.split(" ")));
        return new Entrant("db " + command, () -> run(path, words), null);
    }

    private Sample run(String path, List<String> words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(type));
        arguments.addAll(words);
        arguments.addAll(List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--levymaster.migrate.package=" + type.substring(0, type.lastIndexOf('.')),
                "--levymaster.migrate.source-directory=" + sources.toAbsolutePath(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        return Child.run(path, MeasuredMain.class.getName(), arguments);
    }
}
