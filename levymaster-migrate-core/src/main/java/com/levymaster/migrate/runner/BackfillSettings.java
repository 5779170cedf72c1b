package com.levymaster.migrate.runner;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How backfills are paced.
 *
 * @param pause between two batches, after one that has changed rows
 * @param maxReplicationLag how far replicas may lag behind before a batch begins; {@code null} not to ask
 * @param maxWait how long to wait for replicas and gates before the run stops
 * @param gates asked before each batch
 */
public record BackfillSettings(
        Duration pause, @Nullable Duration maxReplicationLag, Duration maxWait, List<BackfillGate> gates) {

    /** No pause, no limit of replication lag. */
    public static final BackfillSettings DEFAULT =
            new BackfillSettings(Duration.ZERO, null, Duration.ofMinutes(10), List.of());

    public BackfillSettings {
        gates = List.copyOf(gates);
    }
}
