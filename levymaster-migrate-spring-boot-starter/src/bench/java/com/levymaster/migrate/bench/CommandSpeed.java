package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.app.BenchApplication;
import com.levymaster.migrate.bench.app.MeasuredMain;
import com.levymaster.migrate.bench.jpa.JpaApplication;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands as processes, beside the start of the same application without the library. */
final class CommandSpeed implements Workload {

    private static final String JPA = "|hibernate-|spring-boot-(hibernate|jpa)-\\d|jakarta\\.(persistence|transaction|xml"
            + "|inject|activation)|spring-orm-|jboss-logging|jaxb|txw2|istack|antlr4|byte-buddy-\\d|classmate|angus";

    private static final String START = "start without the library";

    @Override
    public String id() {
        return "W9";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        List<Goal> goals = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        try (TestDatabase jdbc = TestDatabase.create();
                TestDatabase jpa = TestDatabase.create()) {
            String corpus = File.pathSeparator + Corpus.light(100, lab.directory()).classes();
            Path sources = Files.createDirectories(lab.directory().resolve("sources"));
            Application plain = new Application(BenchApplication.class, "", corpus, jdbc, sources);
            Application entity = new Application(JpaApplication.class, JPA, "", jpa, sources);
            tables.add(lab.compare(
                    "no entities, 100 revisions",
                    plain.entrants("upgrade", "current", "heads", "history", "plan", "help upgrade")));
            tables.add(lab.compare("an entity", entity.entrants("upgrade", "check", "migrate -m x")));
        }
        for (String command : List.of("upgrade", "current", "heads", "history", "plan")) {
            goals.add(goal(tables.get(0), command, 1.25));
        }
        goals.add(goal(tables.get(0), "help upgrade", 0.6));
        goals.add(goal(tables.get(1), "check", 1.3));
        goals.add(goal(tables.get(1), "migrate -m x", 1.3));
        return new Section(
                id(),
                "Commands",
                "A minimal Boot application, as a separate process: its start until it is ready, which opens the data source or"
                        + " reads the entities, and commands when all revisions are applied.",
                goals,
                tables);
    }

    private static Goal goal(Table table, String command, double limit) {
        double ratio = table.row("db " + command).cpu() / table.row(START).cpu();
        return Goal.atMost("db " + command + ": CPU", limit, ratio, " × the start");
    }

    /**
     * @param jars that it needs besides those of Boot's JDBC starter
     * @param revisions where they are, if not beside the class
     * @param sources where nothing is written, as the entities match
     */
    private record Application(Class<?> type, String jars, String revisions, TestDatabase database, Path sources) {

        /** The start, and commands. The first of a command runs before the measured ones. */
        List<Entrant> entrants(String... commands) {
            List<Entrant> entrants = new ArrayList<>();
            entrants.add(new Entrant(START, () -> run("", List.of()), null));
            String library = "|picocli";
            for (String command : commands) {
                List<String> words = new ArrayList<>(List.of("db"));
                words.addAll(Arrays.asList(command.split(" ")));
                entrants.add(new Entrant("db " + command, () -> run(library, words), null));
            }
            return entrants;
        }

        private Sample run(String library, List<String> command) throws Exception {
            String classPath = Starts.jars(Starts.BASE + jars + library);
            if (!command.isEmpty()) {
                classPath = String.join(
                                File.pathSeparator, classPath, Starts.core().toString(), Starts.starter().toString())
                        + revisions;
            }
            List<String> arguments = new ArrayList<>(List.of(type.getName()));
            arguments.addAll(command);
            arguments.addAll(List.of(
                    "--spring.datasource.url=" + database.url(),
                    "--spring.datasource.username=" + database.user(),
                    "--spring.datasource.password=" + database.password(),
                    "--levymaster.migrate.package=" + type.getPackageName(),
                    "--levymaster.migrate.source-directory=" + sources.toAbsolutePath(),
                    "--spring.main.banner-mode=off",
                    "--logging.level.root=warn"));
            return Child.run(classPath, MeasuredMain.class.getName(), arguments);
        }
    }
}
