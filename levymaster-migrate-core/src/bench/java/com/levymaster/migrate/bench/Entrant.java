package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.WireProxy;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a comparison.
 *
 * @param trial does it once, and tells what that has cost
 * @param rounds how often it is measured at the most; those that take minutes need not be as often as the others
 * @param wire does it once more through the proxy; {@code null} where nothing goes over the wire
 */
record Entrant(
        String name,
        int rounds,
        Callable<Sample> trial,
        @Nullable Callable<WireProxy.Count> wire) {

    Entrant(String name, Callable<Sample> trial, @Nullable Callable<WireProxy.Count> wire) {
        this(name, Integer.MAX_VALUE, trial, wire);
    }

    Entrant atMost(int someRounds) {
        return new Entrant(name, someRounds, trial, wire);
    }
}
