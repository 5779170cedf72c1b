package com.levymaster.migrate.bench;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.bench.Contestant.Name;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.command.Squash;
import com.levymaster.migrate.command.SquashOptions;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An empty database, and one revision that replaces a thousand. */
final class Squashed implements Workload {

    private static final int SIZE = Integer.getInteger("bench.squash.size", 1000);
    private static final String ALONE = "the SQL alone, raw JDBC";

    @Override
    public String id() {
        return "W11";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Corpus corpus = Corpus.of(SIZE, lab.directory());
        RevisionDefinition sql = sql(squash(corpus, true).files());
        RevisionDefinition java = java(squash(corpus, false).files());
        List<String> statements = statements(sql);
        Table table = lab.compare(
                SIZE + " revisions in one, " + statements.size() + " statements",
                List.of(
                        new Entrant(ALONE, () -> trial(database -> alone(database, statements)), null),
                        new Entrant(Ours.NAME, () -> trial(database -> ours(database, java)), null),
                        new Entrant(Name.OURS_SQL.text, () -> trial(database -> ours(database, sql)), null)));
        return new Section(
                id(),
                "Squash",
                "The revisions of W1 are squashed, as a class and as a SQL file, and an empty database is built with the one that"
                        + " replaces them. Raw JDBC sends the statements of that file one by one, in one transaction.",
                List.of(
                        Goal.atMost("class: time", 1.2, table.ratioByRound(Ours.NAME, ALONE), " × the SQL alone"),
                        Goal.atMost("SQL: time", 1.2, table.ratioByRound(Name.OURS_SQL.text, ALONE), " × the SQL alone")),
                List.of(table));
    }

    private static Squash squash(Corpus corpus, boolean sql) throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            Target target = new Target(
                    "squashed", RevisionTemplate.DEFAULT, RevisionRequest.of("5a5a00000001", "one for all"), Path.of(""));
            ScratchServer server = new ScratchServer(database.url(), database.user(), database.password());
            return Migrator.builder(database.dataSource())
                    .scripts(SqlRevisionFiles.read(OursWithSqlFiles.files(corpus.sql()), Map.of()))
                    .build()
                    .squash(new SquashOptions("base:" + corpus.head(), target, server, 0, sql));
        }
    }

    private static RevisionDefinition sql(List<SourceFile> files) {
        SourceFile file = files.get(0);
        byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
        return SqlRevisionFiles.read(Map.of(file.fileName(), content), Map.of()).get(0);
    }

    private static RevisionDefinition java(List<SourceFile> files) throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        files.forEach(file -> sources.put("squashed." + file.fileName().replace(".java", ""), file.text()));
        String main = files.get(files.size() - 1).fileName().replace(".java", "");
        return RevisionDefinition.of(Compiled.leniently(sources).migration("squashed." + main));
    }

    private static List<String> statements(RevisionDefinition revision) {
        Recording recording = Recording.of(
                revision, Direction.UPGRADE, () -> DatabaseSchema.empty("public"), RunArguments.NONE);
        return OperationList.leaves(recording.operations())
                .map(step -> ((ExecuteSql) step).sql())
                .toList();
    }

    private interface Build {
        void in(TestDatabase database) throws Exception;
    }

    private static Sample trial(Build build) throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            return Sample.of(() -> build.in(database));
        }
    }

    private static void ours(TestDatabase database, RevisionDefinition revision) {
        Migrator.builder(database.dataSource())
                .scripts(List.of(revision))
                .build()
                .upgrade();
    }

    private static void alone(TestDatabase database, List<String> statements) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }
}
