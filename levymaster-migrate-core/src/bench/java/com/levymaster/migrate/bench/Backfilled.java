package com.levymaster.migrate.bench;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A column of a million rows is filled in batches, each committed by itself. */
final class Backfilled implements Workload {

    private static final int ROWS = Integer.getInteger("bench.backfill.rows", 1_000_000);
    private static final int BATCH = 5_000;
    private static final String LOOP = "hand-written loop";

    @Override
    public String id() {
        return "W10";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            Table table = lab.atMost(3).compare(String.format("%,d rows in batches of %,d", ROWS, BATCH), List.of(
                    new Entrant(LOOP, () -> trial(database, () -> loop(database)), null),
                    new Entrant(Ours.NAME, () -> trial(database, () -> migrator(database).upgrade()), null)));
            return new Section(
                    id(),
                    "Backfill",
                    "A column is filled, `update … where id > ? and id <= ? and value is null`, and each batch is committed. The"
                            + " loop reads the last key of each batch, and updates the range, with prepared statements; it stores"
                            + " no progress, and does not notice rows that match again.",
                    List.of(Goal.atMost("time", 1.2, table.ratioByRound(Ours.NAME, LOOP), " × " + LOOP)),
                    List.of(table));
        }
    }

    private static Sample trial(TestDatabase database, Sample.Work work) throws Exception {
        database.empty();
        database.execute(
                "create table property (id bigint primary key, assessed numeric(14,2), exempt numeric(14,2), taxable numeric(14,2))",
                "insert into property select i, i * 3.5, i * 0.5 from generate_series(1, " + ROWS + ") i",
                "vacuum (analyze) property",
                "checkpoint");
        return Sample.of(work);
    }

    private static Migrator migrator(TestDatabase database) {
        RevisionDefinition revision = new RevisionDefinition(RevisionHeader.of("a1"), true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.backfill("property")
                        .set("taxable", "assessed - exempt")
                        .where("taxable is null")
                        .batchSize(BATCH)
                        .keptOnUndo();
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
        return Migrator.builder(database.dataSource()).scripts(List.of(revision)).build();
    }

    private static void loop(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement last = connection.prepareStatement(
                        "select id from property where id > ? order by id offset " + (BATCH - 1) + " limit 1");
                PreparedStatement update = connection.prepareStatement(
                        "update property set taxable = assessed - exempt where id > ? and id <= ? and taxable is null")) {
            connection.setAutoCommit(false);
            for (long from = 0, to; from < Long.MAX_VALUE; from = to) {
                last.setLong(1, from);
                try (ResultSet row = last.executeQuery()) {
                    to = row.next() ? row.getLong(1) : Long.MAX_VALUE;
                }
                update.setLong(1, from);
                update.setLong(2, to);
                update.executeUpdate();
                connection.commit();
            }
        }
    }
}
