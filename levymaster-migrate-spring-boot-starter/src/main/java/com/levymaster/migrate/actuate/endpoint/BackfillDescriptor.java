package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.store.BackfillProgress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is.
 *
 * @param revision its id
 * @param description what it does
 * @param batches how many are committed
 * @param rows how many were changed
 * @param rowsPerSecond since the current run began with it
 * @param remainingMs the estimated time; absent if it is not known
 */
public record BackfillDescriptor(
        String revision,
        String description,
        long batches,
        long rows,
        long rowsPerSecond,
        @Nullable Long remainingMs) {

    /** Nothing if there are none. */
    static @Nullable List<BackfillDescriptor> of(List<BackfillProgress> all) {
        return all.isEmpty() ? null : all.stream().map(BackfillDescriptor::of).toList();
    }

    private static BackfillDescriptor of(BackfillProgress progress) {
        Duration remaining = progress.remaining();
        return new BackfillDescriptor(
                progress.revision(),
                progress.description(),
                progress.batches(),
                progress.rows(),
                progress.rowsPerSecond(),
                remaining == null ? null : remaining.toMillis());
    }
}
