package com.levymaster.migrate.bench;

import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.testing.Compiled;
import java.util.List;
import java.util.Map;

/** A revision that creates a large model, as Java. */
final class GeneratedJava implements Workload {

    private static final int LARGE = 500;

    @Override
    public String id() {
        return "W7";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        refuseWhatDoesNotCompile();
        Table table = Micro.measure(
                lab,
                "differences found, and written as Java",
                RenderBenchmark.class,
                Map.of("render 125", name(125), "render 250", name(250), "render 500", name(LARGE)));
        Row large = table.row(name(LARGE));
        return new Section(
                id(),
                "Generated Java",
                "The first revision of an application whose tables have eight columns, two indexes and a foreign key:"
                        + " compared with an empty database, there and back, and written as Java. Warm, without a"
                        + " database, measured with JMH. That the largest compiles was tried in the same run.",
                List.of(
                        Goal.atMost(name(LARGE) + ": time", 2000, large.wall(), " ms"),
                        Goal.atMost(
                                "time of " + name(LARGE),
                                5,
                                large.wall() / table.row(name(125)).wall(),
                                " × " + name(125))),
                List.of(table));
    }

    private static String name(int tables) {
        return tables + " tables";
    }

    private static void refuseWhatDoesNotCompile() {
        RevisionSource source = RenderBenchmark.source(RenderBenchmark.schema(LARGE));
        Compiled.of(Map.of("com.example.migrations." + source.className(), source.text()));
    }
}
