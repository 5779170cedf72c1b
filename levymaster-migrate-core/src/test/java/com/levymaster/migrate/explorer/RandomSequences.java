package com.levymaster.migrate.explorer;

import java.util.List;
import java.util.Random;

/** Sequences that a seed chooses. */
final class RandomSequences {

    private static final int CALLS = 34;

    private static final List<Cut.Kind> INSIDE = List.of(Cut.Kind.HALT, Cut.Kind.CONNECTION, Cut.Kind.TERMINATE);

    /** Where another process does something meanwhile; after the others this one does nothing more. */
    private static final List<Cut.Kind> SHARED =
            List.of(Cut.Kind.CONNECTION, Cut.Kind.CONNECTION, Cut.Kind.LOCK, Cut.Kind.LOCK, Cut.Kind.PAUSE);

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

    /** One to four commands, one of them cut. */
    Sequence next(ModelGraph graph) {
        return switch (random.nextInt(3)) {
            case 0 -> meeting(graph);
            case 1 -> interruption(graph);
            default -> free(graph);
        };
    }

    /** A process loses its connection or its lock, and another one goes the other way meanwhile. */
    private Sequence meeting(ModelGraph graph) {
        List<Command> commands = commands(graph);
        List<Command> upgrades = List.of(commands.get(0), commands.get(2));
        List<Command> downgrades = commands.subList(3, 6);
        boolean up = random.nextInt(2) == 0;
        Cut cut =
                Cut.before(any(Cut.PLANNED), random.nextInt(2), any(SHARED)).meanwhile(any(up ? downgrades : upgrades));
        Sequence sequence = Sequence.over(graph).then(commands.get(1)).then(any(up ? upgrades : downgrades), cut);
        return random.nextInt(2) == 0 ? sequence : sequence.then(any(commands));
    }

    /** A command stops at a named point; others go on from there. */
    private Sequence interruption(ModelGraph graph) {
        List<Command> runs = commands(graph).subList(0, 6);
        Cut cut = random.nextInt(3) == 0
                ? Cut.inside(random.nextInt(2), any(INSIDE))
                : at(any(List.of(Cut.Kind.HALT, Cut.Kind.TERMINATE, Cut.Kind.SERVER)), true);
        Sequence start = Sequence.over(graph);
        start = random.nextInt(2) == 0 ? start : start.then(any(runs.subList(0, 2)));
        Sequence sequence = start.then(any(runs), cut);
        for (int more = random.nextInt(3); more > 0; more--) {
            sequence = sequence.then(any(random.nextInt(2) == 0 ? runs : commands(graph)));
        }
        return sequence;
    }

    /** Any commands in any order. */
    private Sequence free(ModelGraph graph) {
        List<Command> commands = commands(graph);
        int length = 2 + random.nextInt(3);
        int cut = random.nextInt(Math.min(length, 3));
        Sequence sequence = Sequence.over(graph);
        for (int i = 0; i < length; i++) {
            boolean runs = i == cut || i == 0 || random.nextInt(3) > 0;
            Command command = commands.get(random.nextInt(runs ? 6 : commands.size()));
            sequence = i == cut ? sequence.then(command, cut(commands)) : sequence.then(command);
        }
        return sequence;
    }

    private Cut cut(List<Command> commands) {
        boolean named = random.nextInt(2) == 0;
        return random.nextInt(2) == 0
                ? at(any(SHARED), named).meanwhile(any(commands))
                : at(any(List.of(Cut.Kind.values())), named);
    }

    /** At a call of a certain number, or at a named point. */
    private Cut at(Cut.Kind kind, boolean named) {
        String text = named ? any(Cut.POINTS) : "";
        int call = random.nextInt(named ? 3 : CALLS);
        return kind == Cut.Kind.CONNECTION && random.nextInt(3) == 0
                ? Cut.after(text, call, kind)
                : Cut.before(text, call, kind);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
