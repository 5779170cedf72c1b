package com.levymaster.migrate.explorer;

import com.levymaster.migrate.command.Migrator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether commands lead out of the state in which a sequence ends, without SQL of a person. */
final class WayOut {

    private final ExploredDatabase database;
    private final Set<String> tried = new HashSet<>();

    WayOut(ExploredDatabase database) {
        this.database = database;
    }

    /** Whether the state has not been asked about yet. */
    boolean isNew(ModelGraph graph, ModelState state) {
        return tried.add(graph + " " + state);
    }

    /** Asks again about the states of a graph. */
    void forget(ModelGraph graph) {
        tried.removeIf(state -> state.startsWith(graph + " "));
    }

    /**
     * Tries one way after the other from the end of the sequence, where the database is.
     *
     * @return what is wrong; empty when there is a way
     */
    String check(Sequence sequence, ModelState end) throws SQLException {
        List<String> ends = new ArrayList<>();
        int ways = sequence.graph().isUpgradable() ? 4 : 1;
        for (int i = 0; i < ways; i++) {
            ModelState state = i == 0 ? end : replay(sequence);
            List<Command> way = ways(sequence.graph(), state).get(i);
            String problem = follow(sequence.graph(), way);
            if (problem.isEmpty()) {
                return "";
            }
            ends.add(way + " " + problem);
        }
        return "(f) no way out: " + ends;
    }

    private ModelState replay(Sequence sequence) throws SQLException {
        database.reset();
        Exploration exploration = new Exploration(sequence.graph(), database);
        for (Sequence.Part part : sequence.parts()) {
            exploration.run(part);
        }
        return exploration.observed().state();
    }

    private static List<List<Command>> ways(ModelGraph graph, ModelState state) {
        if (!graph.isUpgradable()) {
            return List.of(List.of(Command.downgrade("base")));
        }
        Command heads = Command.upgrade("heads");
        Command repair = new Model(graph).trueRepair(state);
        return List.of(
                List.of(heads),
                List.of(repair, heads),
                List.of(Command.downgrade("base"), heads),
                List.of(repair, Command.downgrade("base"), heads));
    }

    /** @return where the way has led, if not to its end */
    private String follow(ModelGraph graph, List<Command> way) throws SQLException {
        Migrator migrator = Exploration.migrator(graph, database.observer());
        Answer answer = null;
        for (Command command : way) {
            answer = Answer.of(command, migrator);
        }
        ModelState state = Observation.of(database, migrator).state();
        boolean ended = graph.isUpgradable()
                ? graph.isComplete(state.applied())
                : state.applied().isEmpty();
        boolean right = ended
                && state.unfinished().isEmpty()
                && state.effects().equals(graph.replay(state.applied()))
                && database.catalog().equals(database.catalog(state.effects()));
        return right ? "" : "leads to " + state + " with " + answer;
    }
}
