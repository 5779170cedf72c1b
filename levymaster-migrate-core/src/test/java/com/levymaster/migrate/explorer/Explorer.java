package com.levymaster.migrate.explorer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs sequences, and shrinks those that fail. */
final class Explorer implements AutoCloseable {

    private final ExploredDatabase database;
    private final WayOut wayOut;
    private int sequences;

    Explorer() throws SQLException {
        database = new ExploredDatabase();
        wayOut = new WayOut(database);
    }

    /** How many sequences were run, those of shrinking included. */
    int sequences() {
        return sequences;
    }

    ExploredDatabase database() {
        return database;
    }

    /** Runs a sequence; fails with the shortest one that is found to fail as well. */
    void check(Sequence sequence) throws SQLException {
        String failure = failure(sequence);
        if (!failure.isEmpty()) {
            throw new AssertionError(failure);
        }
    }

    /** The shrunk sequence and what is wrong with it; empty when nothing is. */
    String failure(Sequence sequence) throws SQLException {
        String first = run(sequence);
        String ignored = System.getProperty("explorer.ignore", "");
        if (first.isEmpty()
                || !ignored.isEmpty()
                        && java.util.regex.Pattern.compile(ignored)
                                .matcher(first)
                                .find()) {
            return "";
        }
        Sequence shortest = new Shrinker(this).shrink(sequence);
        return run(shortest) + "\n" + shortest.source();
    }

    /** What was wrong, with the log until then; empty when nothing was. */
    String run(Sequence sequence) throws SQLException {
        sequences++;
        database.reset();
        Exploration exploration = new Exploration(sequence.graph(), database);
        List<Sequence> ends = new ArrayList<>();
        Sequence done = Sequence.over(sequence.graph());
        for (Sequence.Part part : sequence.parts()) {
            List<String> wrong = exploration.run(part);
            done = done.plus(part);
            if (!wrong.isEmpty()) {
                return exploration.text() + "\n  " + String.join("\n  ", wrong);
            }
            if (exploration.isHonest()
                    && wayOut.isNew(sequence.graph(), exploration.observed().state())) {
                ends.add(done);
            }
        }
        for (Sequence end : ends) {
            String wrong = wayOut.check(end);
            if (!wrong.isEmpty()) {
                wayOut.forget(sequence.graph());
                return exploration.text() + "\n  " + wrong;
            }
        }
        return "";
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
