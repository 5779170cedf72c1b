package com.levymaster.migrate.explorer;

import java.util.List;
import java.util.Random;

/** Sequences that a seed chooses. */
final class RandomSequences {

    private static final int CALLS = 34;

    private static final List<String> POINTS = List.of(
            Cut.LOCKING,
            Cut.PLANNING,
            Cut.STARTED,
            Cut.FINISHED,
            Cut.VERSION_ROW,
            Cut.COMMIT,
            Cut.RELEASE,
            "create",
            "drop",
            "into effect");

    private final Random random;

    RandomSequences(long seed) {
        this.random = new Random(seed);
    }

    /** The commands over a graph. */
    static List<Command> commands(ModelGraph graph) {
        List<String> ids = graph.ids();
        String first = ids.get(0);
        String middle = ids.get(1);
        return List.of(
                Command.upgrade("heads"),
                Command.upgrade(middle),
                Command.upgrade("+1"),
                Command.downgrade("base"),
                Command.downgrade("-1"),
                Command.downgrade(first),
                Command.stamp("heads"),
                Command.stamp(middle),
                Command.stamp("base"),
                Command.purge(middle),
                Command.repair(),
                Command.repairDone(),
                Command.repairRunAgain());
    }

    /** Two to four commands, one of them cut; most begin with an upgrade. */
    Sequence next(ModelGraph graph) {
        List<Command> commands = commands(graph);
        int length = 2 + random.nextInt(3);
        int cut = random.nextInt(Math.min(length, 3));
        Sequence sequence = Sequence.over(graph);
        for (int i = 0; i < length; i++) {
            boolean runs = i == cut || i == 0 || random.nextInt(3) > 0;
            Command command = i == 0 && random.nextInt(4) > 0
                    ? commands.get(random.nextInt(2))
                    : commands.get(random.nextInt(runs ? 6 : commands.size()));
            sequence = i == cut ? sequence.then(command, cut(commands)) : sequence.then(command);
        }
        return sequence;
    }

    private Cut cut(List<Command> commands) {
        Cut cut = random.nextInt(6) == 0 ? inside() : at(random.nextInt(2) == 0);
        boolean other = cut.kind() == Cut.Kind.PAUSE || random.nextInt(2) == 0;
        return other ? cut.meanwhile(commands.get(random.nextInt(8))) : cut;
    }

    private Cut inside() {
        return Cut.inside(random.nextInt(2), any(List.of(Cut.Kind.HALT, Cut.Kind.CONNECTION, Cut.Kind.TERMINATE)));
    }

    /** At a call of a certain number, or at a named point. */
    private Cut at(boolean named) {
        Cut.Kind kind = any(List.of(Cut.Kind.values()));
        String text = named ? any(POINTS) : "";
        int call = random.nextInt(named ? 3 : CALLS);
        return kind == Cut.Kind.CONNECTION && random.nextInt(3) == 0
                ? Cut.after(text, call, kind)
                : Cut.before(text, call, kind);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
