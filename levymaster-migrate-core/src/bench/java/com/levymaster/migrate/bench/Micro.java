package com.levymaster.migrate.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures warm code with JMH, in a process of its own. */
final class Micro {

    private static final int WARMUPS = 4;
    private static final long NOT_COUNTED = -1;

    private Micro() {}

    /**
     * A row for each method, in the order of their names.
     *
     * @param benchmarks a class whose methods tell nanoseconds; a parameter of theirs makes rows, too
     * @param names what each row is called, by the method and its parameter: {@code all 1000}
     */
    static Table measure(Lab lab, String variant, Class<?> benchmarks, Map<String, String> names)
            throws RunnerException {
        System.out.println("  " + variant);
        Options options = new OptionsBuilder()
                .include(benchmarks.getName() + "\\.")
                .forks(1)
                .warmupIterations(WARMUPS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(Math.max(lab.rounds(), 1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results) {
            Row row = new Row(names.getOrDefault(name(result), name(result)), samples(result), null, null);
            System.out.printf("    %-24s %10.2f ms%n", row.name(), row.wall());
            rows.add(row);
        }
        return new Table(variant, rows);
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        StringBuilder name = new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.') + 1));
        for (String key : result.getParams().getParamsKeys()) {
            name.append(' ').append(result.getParams().getParam(key));
        }
        return name.toString();
    }

    private static List<Sample> samples(RunResult run) {
        List<Sample> samples = new ArrayList<>();
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                Result<?> allocated = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
                samples.add(new Sample(
                        Math.round(iteration.getPrimaryResult().getScore()),
                        0,
                        allocated == null ? 0 : Math.round(allocated.getScore()),
                        NOT_COUNTED));
            }
        }
        return samples;
    }
}
