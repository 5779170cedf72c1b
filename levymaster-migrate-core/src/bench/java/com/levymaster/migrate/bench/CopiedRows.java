package com.levymaster.migrate.bench;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.InsertSpec;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** A million rows are inserted by a revision, from Java and from a CSV file. */
final class CopiedRows implements Workload {

    private static final int ROWS = Integer.getInteger("bench.copied.rows", 1_000_000);
    private static final String COPY = "COPY";
    private static final String FILE = Ours.NAME + ", csv";

    @Override
    public String id() {
        return "W12";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Path directory = Files.createDirectories(lab.directory());
        Path csv = csv(directory.resolve("parcels.csv"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (TestDatabase database = TestDatabase.create();
                URLClassLoader files =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(files);
            Table table = lab.atMost(3).compare(String.format("%,d rows", ROWS), List.of(
                    new Entrant(COPY, () -> trial(database, () -> copy(database, csv)), null),
                    new Entrant(Ours.NAME, () -> trial(database, () -> upgrade(database, CopiedRows::made)), null),
                    new Entrant(FILE, () -> trial(database, () -> upgrade(database, i -> i.csv("parcels.csv"))), null)));
            return new Section(
                    id(),
                    "Many rows",
                    "A table is filled by `op.insert(…).rows(…)`, and from a CSV file; both are read twice, to check them and to"
                            + " insert them. The floor is the driver's `CopyManager`, which sends the file to the server as it is.",
                    List.of(
                            Goal.atMost("time", 1.3, table.ratioByRound(Ours.NAME, COPY), " × " + COPY),
                            Goal.atMost("time of the file", 1.3, table.ratioByRound(FILE, COPY), " × " + COPY)),
                    List.of(table));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Sample trial(TestDatabase database, Sample.Work work) throws Exception {
        database.empty();
        database.execute(
                "create table parcel (id bigint primary key, name text, assessed numeric(14,2), taxable boolean)",
                "checkpoint");
        return Sample.of(work);
    }

    private static Path csv(Path file) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,assessed,taxable\n");
            for (int i = 1; i <= ROWS; i++) {
                out.write(i + ",Parcel " + i + " of the county," + i + ".50,true\n");
            }
        }
        return file;
    }

    private static InsertSpec made(InsertSpec insert) {
        return insert.columns("id", "name", "assessed", "taxable").rows(() -> IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> new Object[] {i, "Parcel " + i + " of the county", i + ".50", true}));
    }

    private static void upgrade(TestDatabase database, Consumer<InsertSpec> rows) {
        RevisionDefinition revision = new RevisionDefinition(RevisionHeader.of("a1"), true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                rows.accept(op.insert("parcel").keyedBy("id"));
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
        Migrator.builder(database.dataSource()).scripts(List.of(revision)).build().upgrade();
    }

    private static void copy(TestDatabase database, Path csv) throws Exception {
        try (Connection connection = database.connection();
                InputStream rows = Files.newInputStream(csv)) {
            connection.setAutoCommit(false);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy parcel from stdin (format csv, header)", rows);
            connection.commit();
        }
    }
}
