package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.WireProxy;
import java.util.ArrayList;
import java.util.List;

/** An empty database, and everything to be done. */
final class FreshApply implements Workload {

    @Override
    public String id() {
        return "W1";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Table hundred = apply(lab, Corpus.of(100, lab.directory()));
        Table thousand = apply(lab.atMost(2), Corpus.of(1000, lab.directory()));
        List<Goal> goals = new ArrayList<>();
        goals.addAll(goals(hundred, 100));
        goals.addAll(goals(thousand, 1000));
        return new Section(
                id(),
                "Fresh apply",
                "An empty database, and revisions that each create a table with eight columns, an index and"
                        + " a foreign key, in a separate transaction. In one warm JVM, including the connection and"
                        + " the loading of the revisions.",
                goals,
                List.of(hundred, thousand));
    }

    private static Table apply(Lab lab, Corpus corpus) throws Exception {
        List<Entrant> entrants = new ArrayList<>();
        for (Name name : Name.all()) {
            Contestant contestant = name.contestant(lab.directory());
            entrants.add(new Entrant(name.text, () -> time(contestant, corpus), () -> count(contestant, corpus)));
        }
        return lab.compare(corpus.size() + " revisions", entrants);
    }

    private static Sample time(Contestant contestant, Corpus corpus) throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            return Sample.of(
                    () -> contestant.start(database.dataSource(), corpus).run());
        }
    }

    private static WireProxy.Count count(Contestant contestant, Corpus corpus) throws Exception {
        try (TestDatabase database = TestDatabase.create();
                WireProxy proxy = WireProxy.before(database)) {
            contestant.start(proxy.dataSource(), corpus).run();
            return proxy.take();
        }
    }

    private static List<Goal> goals(Table table, int revisions) {
        String at = revisions + " revisions: ";
        Integer trips = table.ours().roundTrips();
        return List.of(
                Goal.atMost(at + "time", 1.0, table.ratio(Ours.NAME, Name.FLOOR.text), " × floor"),
                Goal.atMost(at + "time", 1.15, table.ratio(Ours.NAME, Name.BATCHED_FLOOR.text), " × batched floor"),
                Goal.atMost(at + "round trips", 4, trips == null ? 0 : (double) trips / revisions, " per revision"));
    }
}
