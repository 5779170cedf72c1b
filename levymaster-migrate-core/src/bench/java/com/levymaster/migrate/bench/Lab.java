package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.WireProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where workloads are measured.
 *
 * @param rounds how often, at the most
 * @param directory for what is needed along the way
 */
record Lab(int rounds, Path directory) {

    /** A shorter one, for what takes long. */
    Lab atMost(int someRounds) {
        return new Lab(Math.min(rounds, someRounds), directory);
    }

    /** Each once to get warm, then A B C, A B C …, then each once more for what it says on the wire. */
    Table compare(String variant, List<Entrant> entrants) throws Exception {
        System.out.println("  " + variant);
        for (Entrant entrant : entrants) {
            entrant.trial().call();
        }
        List<List<Sample>> samples = entrants.stream()
                .map(e -> (List<Sample>) new ArrayList<Sample>())
                .toList();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < entrants.size(); i++) {
                if (round < entrants.get(i).rounds()) {
                    samples.get(i).add(entrants.get(i).trial().call());
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            Entrant entrant = entrants.get(i);
            Row row = Row.of(entrant.name(), samples.get(i), count(entrant));
            System.out.printf("    %-24s %10.2f ms%n", row.name(), row.wall());
            rows.add(row);
        }
        return new Table(variant, rows);
    }

    private static WireProxy.@Nullable Count count(Entrant entrant) throws Exception {
        return entrant.wire() == null ? null : entrant.wire().call();
    }
}
