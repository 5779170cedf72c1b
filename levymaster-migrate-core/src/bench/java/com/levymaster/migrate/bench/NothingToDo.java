package com.levymaster.migrate.bench;

import com.levymaster.migrate.bench.Contestant.Name;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.WireProxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A start, when all is applied already. */
final class NothingToDo implements Workload {

    /** A single start is too short to be timed: as many as fit into this, in nanoseconds. */
    private static final long SPAN = 300_000_000;

    private static final List<Integer> SIZES = List.of(10, 100, 1000, 5000);

    @Override
    public String id() {
        return "W2";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        List<Table> tables = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (int size : SIZES) {
            try (Ready ready = new Ready(lab, Corpus.light(size, lab.directory()))) {
                Table warm = ready.warm();
                tables.add(warm);
                goals.addAll(goals(warm));
                if (size == 100 || size == 1000) {
                    Table fresh = ready.fresh();
                    tables.add(fresh);
                    goals.addAll(size == 1000 ? freshGoals(fresh) : List.of());
                }
            }
        }
        String alembic = Alembic.isInstalled()
                ? "Alembic takes part as a fresh process."
                : "Alembic was skipped: not installed.";
        return new Section(
                id(),
                "Nothing to do",
                "A start with all revisions applied: warm, repeated in one JVM, each time with a new connection and a"
                        + " new reading of the revisions, for every tool; and as a fresh process, from start to end,"
                        + " without Spring. "
                        + alembic,
                goals,
                tables);
    }

    private static List<Goal> goals(Table warm) {
        Row ours = warm.ours();
        String at = warm.variant() + ": ";
        return List.of(
                Goal.exactly(at + "statements", 1, ours.statements() == null ? -1 : ours.statements()),
                Goal.exactly(at + "round trips", 1, ours.roundTrips() == null ? -1 : ours.roundTrips()),
                Goal.atMost(at + "time", 1.15, warm.ratio(Ours.NAME, Name.FLOOR.text), " × floor"));
    }

    private static List<Goal> freshGoals(Table fresh) {
        double more = fresh.ours().cpu() - fresh.row(Name.FLOOR.text).cpu();
        return List.of(Goal.atMost(fresh.variant() + ": CPU beyond the floor", 100, more, " ms"));
    }

    /** A database for each contestant, with all applied. */
    private static final class Ready implements AutoCloseable {

        private final Lab lab;
        private final Corpus corpus;
        private final Map<Name, TestDatabase> databases = new EnumMap<>(Name.class);
        private final TestDatabase alembic = TestDatabase.create();

        Ready(Lab lab, Corpus corpus) throws Exception {
            this.lab = lab;
            this.corpus = corpus;
            for (Name name : names()) {
                TestDatabase database = TestDatabase.create();
                databases.put(name, database);
                name.contestant(lab.directory())
                        .start(database.dataSource(), corpus)
                        .run();
            }
        }

        private static List<Name> names() {
            return Name.all().stream().filter(n -> n != Name.BATCHED_FLOOR).toList();
        }

        Table warm() throws Exception {
            List<Entrant> entrants = new ArrayList<>();
            for (Name name : names()) {
                TestDatabase database = database(name);
                Contestant contestant = name.contestant(lab.directory());
                Sample.Work start = contestant.start(database.dataSource(), corpus);
                entrants.add(new Entrant(name.text, () -> mean(start), () -> count(contestant, database)));
            }
            return lab.compare(corpus.size() + " revisions, warm", entrants);
        }

        Table fresh() throws Exception {
            List<Entrant> entrants = new ArrayList<>();
            for (Name name : names()) {
                TestDatabase database = database(name);
                List<String> arguments = List.of(
                        name.name(),
                        String.valueOf(corpus.size()),
                        lab.directory().toString(),
                        database.url(),
                        database.user());
                entrants.add(new Entrant(name.text, () -> Child.run(Fresh.class, arguments), null));
            }
            if (Alembic.isInstalled()) {
                entrants.add(new Alembic(corpus).entrant(alembic));
            }
            return lab.compare(corpus.size() + " revisions, fresh process", entrants);
        }

        private WireProxy.Count count(Contestant contestant, TestDatabase database) throws Exception {
            try (WireProxy proxy = WireProxy.before(database)) {
                Sample.Work start = contestant.start(proxy.dataSource(), corpus);
                proxy.take();
                start.run();
                return proxy.take();
            }
        }

        private TestDatabase database(Name name) {
            return java.util.Objects.requireNonNull(databases.get(name));
        }

        private static Sample mean(Sample.Work start) throws Exception {
            int[] times = {0};
            Sample all = Sample.of(() -> {
                for (long end = System.nanoTime() + SPAN; System.nanoTime() < end; times[0]++) {
                    start.run();
                }
            });
            return all.dividedBy(times[0]);
        }

        @Override
        public void close() {
            databases.values().forEach(TestDatabase::close);
            alembic.close();
        }
    }
}
