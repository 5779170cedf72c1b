package com.levymaster.migrate.explorer;

import com.levymaster.migrate.explorer.Cut.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All sequences over one graph of at most three commands, one of which is cut. Sequences that lead to the same state by
 * their first commands continue alike, so that only one of them is continued; the others are counted. A process halts
 * once in each state that it commits; all else happens at each call at a named point, or at every call if the system
 * property {@code explorer.calls} is {@code all}. The command of another process changes from call to call.
 */
final class Enumeration {

    private static final int LENGTH = 3;
    private static final boolean ALL_CALLS =
            System.getProperty("explorer.calls", "").equals("all");

    private final Explorer explorer;
    private final ModelGraph graph;
    private final Model model;
    private final List<Command> commands;
    private final List<String> failures = new ArrayList<>();
    private final Map<ModelState, Sequence> continued = new LinkedHashMap<>();
    private int turn;
    private long run;
    private long represented;

    Enumeration(Explorer explorer, ModelGraph graph) {
        this.explorer = explorer;
        this.graph = graph;
        this.model = new Model(graph);
        this.commands = RandomSequences.commands(graph);
    }

    /** The failing sequences, shrunk; at most three. */
    List<String> failures() {
        return failures;
    }

    @Override
    public String toString() {
        return graph + ": " + run + " sequences run, which stand for " + represented;
    }

    /** Runs them. */
    void run() throws SQLException {
        Map<ModelState, Start> starts =
                new LinkedHashMap<>(Map.of(ModelState.EMPTY, new Start(Sequence.over(graph), 1)));
        for (int length = 0; length < LENGTH; length++) {
            Map<ModelState, Start> longer = new LinkedHashMap<>();
            for (Map.Entry<ModelState, Start> start : starts.entrySet()) {
                for (Command command : commands) {
                    cutEverywhere(start.getValue(), start.getKey(), command, LENGTH - length - 1);
                    ModelState end = model.of(command, start.getKey()).end();
                    if (end.honest() && !starts.containsKey(end)) {
                        longer.merge(
                                end, start.getValue().then(command), (one, same) -> one.alsoFor(same.multiplicity()));
                    }
                }
            }
            starts = longer;
        }
    }

    /**
     * The commands that lead to a state.
     *
     * @param multiplicity how many sequences lead there
     */
    private record Start(Sequence sequence, long multiplicity) {

        Start then(Command command) {
            return new Start(sequence.then(command), multiplicity);
        }

        Start alsoFor(long others) {
            return new Start(sequence, multiplicity + others);
        }
    }

    private void cutEverywhere(Start start, ModelState state, Command command, int more) throws SQLException {
        Exploration whole = tried(start.sequence().then(command));
        if (whole == null) {
            return;
        }
        boolean idle = model.of(command, state).states().size() == 1;
        for (Cut cut : idle ? List.of(Cut.before(whole.calls().size() - 1, Kind.CONNECTION)) : cuts(whole)) {
            Sequence sequence = start.sequence().then(command, cut);
            Exploration end = tried(sequence);
            represented += start.multiplicity() * (1 + commands.size() * (more > 1 ? 1L + commands.size() : more));
            if (end != null && more > 0 && cut.meanwhile() == null) {
                goOn(sequence, end, more);
            }
        }
    }

    private void goOn(Sequence sequence, Exploration end, int more) throws SQLException {
        ModelState state = end.observed().state();
        if (!end.isHonest() || continued.putIfAbsent(state, sequence) != null) {
            return;
        }
        for (Command command : commands) {
            Sequence longer = sequence.then(command);
            Exploration next = tried(longer);
            if (next != null && more > 1) {
                goOn(longer, next, more - 1);
            }
        }
    }

    private @Nullable Exploration tried(Sequence sequence) throws SQLException {
        if (failures.size() >= Explorer.MOST_FAILURES) {
            return null;
        }
        run++;
        Explorer.Result result = explorer.result(sequence);
        if (!result.failure().isEmpty()) {
            failures.add(explorer.shrunk(sequence));
            return null;
        }
        return result.exploration();
    }

    private List<Cut> cuts(Exploration whole) {
        List<String> calls = whole.calls();
        List<Cut> cuts = new ArrayList<>();
        whole.afterCommits().forEach(call -> cuts.add(Cut.before(call, Kind.HALT)));
        for (int call = 0; call < calls.size(); call++) {
            if (ALL_CALLS || Cut.isNamed(calls.get(call))) {
                cuts.addAll(cuts(call));
            }
        }
        long concurrent = calls.stream().filter(CutDataSource::isConcurrent).count();
        for (int index = 0; index < concurrent; index++) {
            for (Kind kind : List.of(Kind.HALT, Kind.CONNECTION, Kind.TERMINATE)) {
                cuts.add(Cut.inside(index, kind));
            }
        }
        return cuts;
    }

    /** An administrator and a server that does not come back both end the run: one of them at each call. */
    private List<Cut> cuts(int call) {
        Command other = commands.get(++turn % commands.size());
        return List.of(
                Cut.before(call, Kind.CONNECTION),
                Cut.after(call, Kind.CONNECTION),
                Cut.before(call, turn % 2 == 0 ? Kind.SERVER : Kind.TERMINATE),
                Cut.before(call, Kind.LOCK),
                Cut.before(call, Kind.CONNECTION).meanwhile(other),
                Cut.before(call, Kind.LOCK).meanwhile(other));
    }
}
