package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.app.BenchApplication;
import com.levymaster.migrate.bench.jpa.JpaApplication;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands as processes, beside the start of the same application without the library. */
final class CommandSpeed implements Workload {

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
            String corpus =
                    File.pathSeparator + Corpus.light(100, lab.directory()).jar();
            Path sources = Files.createDirectories(lab.directory().resolve("sources"));
            Application plain = new Application(BenchApplication.class.getName(), "", corpus, jdbc, sources);
            Application entity = new Application(JpaApplication.class.getName(), Application.JPA, "", jpa, sources);
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
                "A minimal Boot application, as a separate process: its start until it is ready, which opens the data"
                        + " source or reads the entities, and commands when all revisions are applied.",
                goals,
                tables);
    }

    private static Goal goal(Table table, String command, double limit) {
        double ratio =
                table.row("db " + command).cpu() / table.row(Application.START).cpu();
        return Goal.atMost("db " + command + ": CPU", limit, ratio, " × the start");
    }
}
