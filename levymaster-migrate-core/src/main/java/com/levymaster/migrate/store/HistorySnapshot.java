package com.levymaster.migrate.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the history knows of each revision.
 *
 * @param applied the last event that applied, took back, stamped or accepted it
 * @param progress the last event of a step outside of a transaction, or the last failure
 */
public record HistorySnapshot(Map<String, LatestEvent> applied, Map<String, LatestEvent> progress) {

    public static final HistorySnapshot NONE = new HistorySnapshot(Map.of(), Map.of());

    private static final Set<HistoryEvent> PRESENT =
            Set.of(HistoryEvent.UPGRADE, HistoryEvent.STAMP, HistoryEvent.REPAIR);

    public HistorySnapshot {
        applied = Map.copyOf(applied);
        progress = Map.copyOf(progress);
    }

    /** Revisions that were applied and never taken back, and of which the version table knows nothing. */
    public List<String> lost(Collection<String> rows) {
        return new TreeMap<>(applied)
                .entrySet().stream()
                        .filter(e -> PRESENT.contains(e.getValue().event()))
                        .map(Map.Entry::getKey)
                        .filter(id -> !rows.contains(id))
                        .toList();
    }

    /**
     * An event.
     *
     * @param id of its row
     * @param step such as {@code 3.1}; {@code null} where it is about the revision as a whole
     */
    public record LatestEvent(
            long id,
            HistoryEvent event,
            @Nullable String step,
            @Nullable String checksum) {}
}
