package com.levymaster.migrate.bench;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A trunk that forks and merges again every third revision; the headers come in no order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GraphBenchmark {

    @Param({"1000", "10000", "100000"})
    public int size;

    private List<RevisionHeader> headers = List.of();

    @Setup
    public void prepare() {
        headers = headers(size);
    }

    /** Builds, asks for the heads, and plans from nothing to them. */
    @Benchmark
    public Object all() {
        return all(headers);
    }

    static List<Object> all(List<RevisionHeader> headers) {
        RevisionGraph graph = RevisionGraph.of(headers);
        return List.of(graph, graph.heads(), graph.upgrade(Set.of(), "heads"));
    }

    static List<RevisionHeader> headers(int size) {
        List<RevisionHeader> headers = new ArrayList<>(List.of(RevisionHeader.of(id(0))));
        for (int i = 1; i + 2 < size; i += 3) {
            headers.add(RevisionHeader.of(id(i), id(i - 1)).withMessage("add county " + i));
            headers.add(RevisionHeader.of(id(i + 1), id(i - 1)).withMessage("add district " + i));
            headers.add(RevisionHeader.of(id(i + 2), id(i), id(i + 1)).withMessage("merge"));
        }
        while (headers.size() < size) {
            int i = headers.size();
            headers.add(RevisionHeader.of(id(i), id(i - 1)));
        }
        Collections.shuffle(headers, new Random(size));
        return headers;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "r%06d", number);
    }
}
