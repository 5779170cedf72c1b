package com.levymaster.migrate.bench;

import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.testing.Compiled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A revision that creates a large model, as Java. */
final class GeneratedJava implements Workload {

    private static final int SMALL = 125;
    private static final int LARGE = 500;

    @Override
    public String id() {
        return "W7";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        refuseWhatDoesNotCompile();
        Map<String, String> names = new HashMap<>();
        for (int tables : new int[] {SMALL, 250, LARGE}) {
            names.put("render " + tables, written(tables));
            names.put("compareAndRender " + tables, compared(tables));
        }
        Table table = Micro.measure(lab, "Java of a revision", RenderBenchmark.class, names);
        Row large = table.row(written(LARGE));
        return new Section(
                id(),
                "Generated Java",
                "The first revision of an application whose tables have eight columns, two indexes and a"
                        + " foreign key, with its downgrade, rendered as Java; and the same including the comparison"
                        + " with an empty database. Warm, without a database, measured with JMH. The same run verifies"
                        + " that the largest revision compiles.",
                List.of(
                        Goal.atMost(written(LARGE) + ": time", 2000, large.wall(), " ms"),
                        Goal.atMost(
                                compared(LARGE) + ": time",
                                2000,
                                table.row(compared(LARGE)).wall(),
                                " ms"),
                        Goal.atMost(
                                "time of " + written(LARGE),
                                5,
                                large.wall() / table.row(written(SMALL)).wall(),
                                " × " + written(SMALL)),
                        Goal.atMost(
                                "bytes allocated for " + compared(LARGE),
                                5,
                                table.row(compared(LARGE)).median(Sample::allocated)
                                        / table.row(compared(SMALL)).median(Sample::allocated),
                                " × those for " + compared(SMALL))),
                List.of(table));
    }

    private static String written(int tables) {
        return tables + " tables written";
    }

    private static String compared(int tables) {
        return tables + " tables compared and written";
    }

    private static void refuseWhatDoesNotCompile() {
        RevisionSource source = RenderBenchmark.source(RenderBenchmark.schema(LARGE));
        Compiled.of(Map.of("com.example.migrations." + source.className(), source.text()));
    }
}
