package com.levymaster.migrate.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One comparison; the first row is what the others are held against.
 *
 * @param variant such as {@code 100 revisions}
 */
record Table(String variant, List<Row> rows) {

    Table {
        rows = List.copyOf(rows);
    }

    Row row(String name) {
        return rows.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    Row ours() {
        return row(Ours.NAME);
    }

    double ratio(String name, String to) {
        return row(name).wall() / row(to).wall();
    }

    /** The median of the ratios of each round, where the machine is now faster and now slower. */
    double ratioByRound(String name, String to) {
        List<Sample> ours = row(name).samples();
        List<Sample> others = row(to).samples();
        double[] ratios = IntStream.range(0, Math.min(ours.size(), others.size()))
                .mapToDouble(i -> (double) ours.get(i).wall() / others.get(i).wall())
                .sorted()
                .toArray();
        return ratios[ratios.length / 2];
    }
}
