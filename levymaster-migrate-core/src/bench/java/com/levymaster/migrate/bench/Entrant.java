package com.levymaster.migrate.bench;

import com.levymaster.migrate.testing.WireProxy;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a comparison.
 *
 * @param trial does it once, and tells what that has cost
 * @param wire does it once more through the proxy; {@code null} where nothing goes over the wire
 */
record Entrant(
        String name,
        Callable<Sample> trial,
        @Nullable Callable<WireProxy.Count> wire) {}
