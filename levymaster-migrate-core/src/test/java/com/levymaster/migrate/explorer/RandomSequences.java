package com.levymaster.migrate.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sequences that a seed chooses. */
final class RandomSequences {

    private static final int CALLS = 34;

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
        List<Cut> cuts = new ArrayList<>();
        for (Cut.Kind kind : Cut.Kind.values()) {
            cuts.add(Cut.before(random.nextInt(CALLS), kind));
        }
        cuts.add(Cut.after(random.nextInt(CALLS), Cut.Kind.CONNECTION));
        for (Cut.Kind kind : List.of(Cut.Kind.HALT, Cut.Kind.CONNECTION, Cut.Kind.TERMINATE)) {
            cuts.add(Cut.inside(random.nextInt(2), kind));
        }
        Cut cut = cuts.get(random.nextInt(cuts.size()));
        boolean other = cut.kind() == Cut.Kind.PAUSE || random.nextInt(3) == 0;
        return other ? cut.meanwhile(commands.get(random.nextInt(8))) : cut;
    }
}
