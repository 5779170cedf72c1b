package com.levymaster.migrate.bench;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What no database is needed for: the graph, and the text of the statements. */
final class PureCore implements Workload {

    private static final int LARGE = 100_000;
    private static final int MANY = 10_000;

    private static final Map<String, String> NAMES = Map.of(
            "all 1000", name(1000),
            "all 10000", name(MANY),
            "all 100000", name(LARGE),
            "compile", "1000 recorded revisions to SQL",
            "recordAndCompile", "1000 revisions recorded, and to SQL");

    private static String name(int revisions) {
        return revisions + " revisions";
    }

    @Override
    public String id() {
        return "W6";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        Corpus.of(CompileBenchmark.SIZE, lab.directory());
        Table graph = Micro.measure(lab, "graph: build, heads, plan from base to heads", GraphBenchmark.class, NAMES);
        Table sql = Micro.measure(lab, "statements", CompileBenchmark.class, NAMES);
        Row large = graph.row(name(LARGE));
        double kept = kept() / 1e6;
        System.out.printf("    heap kept %.2f MB%n", kept);
        return new Section(
                id(),
                "The graph, and rendering of the SQL",
                "Revisions in random order, of which every third forks or merges the trunk; and revisions as in W1."
                        + " Warm, without a database, measured with JMH.",
                List.of(
                        Goal.atMost(name(LARGE) + ": time", 150, large.wall(), " ms"),
                        Goal.atMost(name(LARGE) + ": heap kept by headers, graph and plan", 64, kept, " MB"),
                        Goal.atMost(
                                "time of " + name(LARGE),
                                15,
                                large.wall() / graph.row(name(MANY)).wall(),
                                " × " + name(MANY)),
                        Goal.atMost(
                                "bytes allocated for " + name(LARGE),
                                12,
                                large.median(Sample::allocated)
                                        / graph.row(name(MANY)).median(Sample::allocated),
                                " × those for " + name(MANY)),
                        Goal.atMost(
                                "1000 recorded revisions to SQL: time",
                                100,
                                sql.row(String.valueOf(NAMES.get("compile"))).wall(),
                                " ms")),
                List.of(graph, sql));
    }

    /** In bytes. */
    private static long kept() {
        long before = used();
        List<RevisionHeader> headers = GraphBenchmark.headers(LARGE);
        List<Object> all = new ArrayList<>(GraphBenchmark.all(headers));
        all.add(headers);
        long after = used();
        return after - before + (all.isEmpty() ? 1 : 0);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
