package com.levymaster.migrate.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest events of each revision in the history.
 *
 * @param applied the last event that applied, reverted, stamped or repaired the revision, by its id
 * @param progress the last event of a step outside a transaction, or the last failure, by the id of the revision
 */
public record HistorySnapshot(Map<String, LatestEvent> applied, Map<String, LatestEvent> progress) {

    /** An empty history. */
    public static final HistorySnapshot NONE = new HistorySnapshot(Map.of(), Map.of());

    private static final Set<HistoryEvent> PRESENT =
            Set.of(HistoryEvent.UPGRADE, HistoryEvent.STAMP, HistoryEvent.REPAIR);

    public HistorySnapshot {
        applied = Map.copyOf(applied);
        progress = Map.copyOf(progress);
    }

    /** The revisions that are applied according to the history but missing from the version table. */
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
     * @param id the id of its row
     * @param step such as {@code 3.1}; {@code null} for the revision as a whole
     */
    public record LatestEvent(
            long id,
            HistoryEvent event,
            @Nullable String step,
            @Nullable String checksum) {}
}
