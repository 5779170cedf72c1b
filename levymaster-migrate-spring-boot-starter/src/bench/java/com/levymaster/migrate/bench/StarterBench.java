package com.levymaster.migrate.bench;

import java.util.List;

/** Adds what the starter costs to the report that is there. */
final class StarterBench {

    private StarterBench() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("bench.docs.update", "true");
        Bench.run(List.of(new StarterOverhead(), new StarterFootprint(), new CommandSpeed(), new CheckAtScale()));
    }
}
