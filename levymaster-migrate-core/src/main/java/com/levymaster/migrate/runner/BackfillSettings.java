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
 * @param background whether a start leaves revisions with backfills, and those that need them, to a run in the background
 */
public record BackfillSettings(
        Duration pause,
        @Nullable Duration maxReplicationLag,
        Duration maxWait,
        List<BackfillGate> gates,
        boolean background) {

    /** No pause, no limit of replication lag. */
    public static final BackfillSettings DEFAULT =
            new BackfillSettings(Duration.ZERO, null, Duration.ofMinutes(10), List.of());

    /** Backfills that a start waits for. */
    public BackfillSettings(
            Duration pause, @Nullable Duration maxReplicationLag, Duration maxWait, List<BackfillGate> gates) {
        this(pause, maxReplicationLag, maxWait, gates, false);
    }

    public BackfillSettings {
        gates = List.copyOf(gates);
    }

    /** Returns a copy for runs in the background. */
    public BackfillSettings inBackground() {
        return new BackfillSettings(pause, maxReplicationLag, maxWait, gates, true);
    }
}
