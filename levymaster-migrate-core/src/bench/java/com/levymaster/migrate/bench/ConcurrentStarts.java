package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Many nodes of an application that start at once on an empty database. */
final class ConcurrentStarts implements Workload {

    private static final int REVISIONS = 100;
    private static final String OTHERS = ", others connect";

    @Override
    public String id() {
        return "W5";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Corpus corpus = Corpus.of(REVISIONS, lab.directory());
        List<Table> tables = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (int number : new int[] {8, 32}) {
            List<Nodes> nodes = nodes(lab, corpus, number);
            Table table = lab.compare(
                    number + " starts",
                    nodes.stream().map(ConcurrentStarts::entrant).toList());
            tables.add(table);
            goals.addAll(goals(table, nodes));
            nodes.stream().map(Nodes::trouble).filter(text -> !text.isEmpty()).forEach(troubles::add);
        }
        return new Section(
                id(),
                "Concurrent starts",
                "Threads that start simultaneously, each with its own connection, on an empty database,"
                        + " with "
                        + REVISIONS
                        + " revisions; the time until the last is ready. A failed start is repeated immediately, as an"
                        + " orchestrator does, for " + Nodes.PATIENCE.toSeconds()
                        + " s at most; a contestant that is not ready by then is not measured again. *Others connect*:"
                        + " only one migrates, the others open a connection and execute one query; this is the lower"
                        + " bound for as many starts on this machine. Allocated bytes do not include the threads."
                        + " Failed starts in the worst round: "
                        + (troubles.isEmpty() ? "none" : String.join("; ", troubles)) + ".",
                goals,
                tables);
    }

    private static List<Nodes> nodes(Lab lab, Corpus corpus, int number) throws Exception {
        Contestant ours = Name.OURS.contestant(lab.directory());
        List<Nodes> nodes = new ArrayList<>();
        nodes.add(new Nodes(single(), ours, corpus, 1, 1));
        nodes.add(new Nodes(single() + OTHERS, ours, corpus, number, 1));
        nodes.add(new Nodes(Name.OURS.text, ours, corpus, number, number));
        for (Name peer : Name.peers()) {
            nodes.add(new Nodes(peer.text, peer.contestant(lab.directory()), corpus, number, number));
        }
        return nodes;
    }

    /** Liquibase polls for its lock: a round of it takes longer than all others together. */
    private static Entrant entrant(Nodes nodes) {
        return nodes.name().equals(Name.LIQUIBASE.text) ? nodes.entrant().atMost(1) : nodes.entrant();
    }

    private static String single() {
        return Name.OURS.text + ", a single start";
    }

    private static List<Goal> goals(Table table, List<Nodes> nodes) {
        Nodes ours = nodes.stream()
                .filter(n -> n.name().equals(Ours.NAME))
                .findFirst()
                .orElseThrow();
        Row fastest = Name.peers().stream()
                .map(peer -> table.row(peer.text))
                .min(Comparator.comparingDouble(Row::wall))
                .orElseThrow();
        String variant = table.variant() + ": ";
        return List.of(
                Goal.exactly(variant + "starts that failed", 0, ours.failed()),
                Goal.atMost(
                        variant + "time",
                        1.2,
                        table.ratioByRound(Ours.NAME, single() + OTHERS),
                        " × a single start while the others connect, by round"),
                Goal.atMost(
                        variant + "time",
                        1,
                        table.ratioByRound(Ours.NAME, fastest.name()),
                        " × the fastest peer (" + fastest.name() + ")"));
    }
}
