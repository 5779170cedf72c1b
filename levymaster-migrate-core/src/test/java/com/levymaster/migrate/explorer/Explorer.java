package com.levymaster.migrate.explorer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Runs sequences, and shrinks those that fail. */
final class Explorer implements AutoCloseable {

    static final int MOST_FAILURES = Integer.getInteger("explorer.failures", 3);

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("com.levymaster.migrate");

    private final ExploredDatabase database;
    private final WayOut wayOut;

    private final Level level;

    Explorer() throws SQLException {
        level = LOGGER.getEffectiveLevel();
        LOGGER.setLevel(Level.ERROR); // lost connections are what it is about
        database = new ExploredDatabase();
        wayOut = new WayOut(database);
    }

    /**
     * What a sequence has led to.
     *
     * @param failure what was wrong, with the log until then; empty when nothing was
     */
    record Result(Exploration exploration, String failure) {}

    ExploredDatabase database() {
        return database;
    }

    /** Runs a sequence; fails with the shortest one that is found to fail as well. */
    void check(Sequence sequence) throws SQLException {
        if (!result(sequence).failure().isEmpty()) {
            throw new AssertionError(shrunk(sequence));
        }
    }

    /**
     * Runs random sequences over all graphs in turn.
     *
     * @return those that fail, shrunk; at most {@link #MOST_FAILURES}
     */
    List<String> explore(int sequences, long seed) throws SQLException {
        RandomSequences random = new RandomSequences(seed);
        List<ModelGraph> graphs = Graphs.chosen();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < sequences && failures.size() < MOST_FAILURES; i++) {
            Sequence sequence = random.next(graphs.get(i % graphs.size()));
            if (!result(sequence).failure().isEmpty()) {
                failures.add(shrunk(sequence));
            }
        }
        return failures;
    }

    /** The shortest sequence that fails too, what is wrong with it, and a test that runs it. */
    String shrunk(Sequence failing) throws SQLException {
        Sequence shortest = new Shrinker(this).shrink(failing);
        return result(shortest).failure() + "\n" + shortest.source();
    }

    /** Runs a sequence, and searches a way out of the state at its end if that is new. */
    Result result(Sequence sequence) throws SQLException {
        database.reset();
        Exploration exploration = new Exploration(sequence.graph(), database);
        for (Sequence.Part part : sequence.parts()) {
            List<String> wrong = exploration.run(part);
            if (!wrong.isEmpty()) {
                return failed(exploration, String.join("\n  ", wrong));
            }
        }
        ModelState end = exploration.observed().state();
        if (!exploration.isHonest() || !wayOut.isNew(sequence.graph(), end)) {
            return new Result(exploration, "");
        }
        String wrong = wayOut.check(sequence, end);
        if (!wrong.isEmpty()) {
            wayOut.forget(sequence.graph());
            return failed(exploration, wrong);
        }
        return new Result(exploration, "");
    }

    private static Result failed(Exploration exploration, String wrong) {
        String text = exploration.text() + "\n  " + wrong;
        String ignored = System.getProperty("explorer.ignore", "");
        boolean known = !ignored.isEmpty()
                && java.util.regex.Pattern.compile(ignored).matcher(text).find();
        return new Result(exploration, known ? "" : text);
    }

    @Override
    public void close() throws SQLException {
        LOGGER.setLevel(level);
        database.close();
    }
}
