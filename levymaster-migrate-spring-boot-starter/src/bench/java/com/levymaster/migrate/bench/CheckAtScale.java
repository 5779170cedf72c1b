package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** {@code db check} of many entities as users meet it: as a fresh process. */
final class CheckAtScale implements Workload {

    private static final String VALIDATE = "Hibernate, validate";

    @Override
    public String id() {
        return "W4p";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        List<Table> tables = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (int size : List.of(200, 1000)) {
            Table table = compare(lab, size);
            tables.add(table);
            double ratio = table.row("db check").cpu() / table.row(VALIDATE).cpu();
            goals.add(Goal.atMost(table.variant() + ": CPU", 1.3, ratio, " × " + VALIDATE));
        }
        return new Section(
                id(),
                "Compare, as a process",
                "A Boot application with the entities of W4, as a separate process: its start with"
                        + " ddl-auto=validate and without the library, and db check. Liquibase compares the database with"
                        + " itself, in a process without Spring.",
                goals,
                tables);
    }

    private static Table compare(Lab lab, int size) throws Exception {
        Path classes = classes(size, lab.directory().resolve("entities-" + size));
        try (TestDatabase database = TestDatabase.create()) {
            new Entities(size, new DelegatingDataSource(database.dataSource())).close();
            Path sources = Files.createDirectories(lab.directory().resolve("sources"));
            Application application = new Application(
                    "entities.Main", Application.JPA, File.pathSeparator + classes, database, sources);
            return lab.compare(
                    size + " tables, fresh process",
                    List.of(
                            application.start(VALIDATE, "--spring.jpa.hibernate.ddl-auto=validate"),
                            application.command("check"),
                            new Entrant(
                                    "Liquibase, diff",
                                    () -> Child.run(
                                            LiquibaseDiffMain.class, List.of(database.url(), database.user())),
                                    null)));
        }
    }

    private static Path classes(int size, Path directory) throws IOException {
        Path classes = directory.resolve("classes");
        if (Files.exists(classes.resolve("entities/Main.class"))) {
            return classes;
        }
        Map<String, String> sources = new LinkedHashMap<>(Entities.sources(size));
        sources.put(
                "entities.Main",
                "package entities;\n@org.springframework.boot.autoconfigure.SpringBootApplication\npublic class Main {}");
        List<Path> files = new ArrayList<>();
        Path folder = Files.createDirectories(directory.resolve("sources/entities"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            String name = source.getKey().substring(source.getKey().indexOf('.') + 1) + ".java";
            files.add(Files.writeString(folder.resolve(name), source.getValue()));
        }
        new Sources(files).compile(classes);
        return classes;
    }
}
