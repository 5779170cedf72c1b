package com.levymaster.migrate.store;

import com.levymaster.migrate.error.PrintableText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest history entries of each revision, by id.
 *
 * @param applied the latest entry about the revision as a whole: upgrade, downgrade, stamp, adopt, unstamp or accepted edit
 * @param upgrades the latest entry about a step of its upgrade: started, finished, failed or repaired
 * @param downgrades the latest entry about a step of its downgrade
 * @param unknown the entries of other versions: with an unknown event, or a step that is no position
 * @param adopted the revisions that describe what was there before, also if an edit of them was accepted since
 */
public record HistorySnapshot(
        Map<String, LatestEvent> applied,
        Map<String, LatestEvent> upgrades,
        Map<String, LatestEvent> downgrades,
        List<UnknownEntry> unknown,
        Set<String> adopted) {

    public static final HistorySnapshot NONE = new HistorySnapshot(Map.of(), Map.of(), Map.of(), List.of(), Set.of());

    private static final Set<HistoryEvent> PRESENT =
            Set.of(HistoryEvent.UPGRADE, HistoryEvent.STAMP, HistoryEvent.ADOPT, HistoryEvent.REPAIR);

    public HistorySnapshot {
        applied = Map.copyOf(applied);
        upgrades = Map.copyOf(upgrades);
        downgrades = Map.copyOf(downgrades);
        unknown = List.copyOf(unknown);
        adopted = Set.copyOf(adopted);
    }

    /** The revisions that are applied according to the history, but have no row in the version table. */
    public List<String> lost(Collection<String> rows) {
        return new TreeMap<>(applied)
                .entrySet().stream()
                        .filter(e -> PRESENT.contains(e.getValue().event()))
                        .map(Map.Entry::getKey)
                        .filter(id -> !rows.contains(id) && !isLater(downgrades.get(id), applied.get(id)))
                        .toList();
    }

    /**
     * The unknown entries that leave the state of their revision uncertain: about a step, with nothing known after it; or
     * about a revision that was applied before and has no row in the version table.
     *
     * @param rows the ids in the version table
     */
    public List<UnknownEntry> uncertain(Collection<String> rows) {
        return unknown.stream()
                .filter(entry -> isLatest(entry.id(), applied.get(entry.revision())))
                .filter(entry -> entry.step() != null
                        || !rows.contains(entry.revision()) && lost(rows).contains(entry.revision()))
                .toList();
    }

    private static boolean isLatest(long id, @Nullable LatestEvent known) {
        return known == null || id > known.id();
    }

    /** The revisions that are partly committed, by id. */
    public Map<String, UnfinishedRevision> unfinished() {
        Map<String, UnfinishedRevision> unfinished = new TreeMap<>();
        upgrades.forEach((id, event) -> {
            if (isLater(event, applied.get(id))) {
                UnfinishedRevision.ofUpgrade(id, event).ifPresent(u -> unfinished.put(id, u));
            }
        });
        downgrades.forEach((id, event) -> {
            LatestEvent upgrade = upgrades.get(id);
            if (isLater(event, applied.get(id)) && isLater(event, upgrade)) {
                UnfinishedRevision.ofDowngrade(id, event, unfinished.get(id)).ifPresent(u -> unfinished.put(id, u));
            }
        });
        return unfinished;
    }

    /** Whether the revision was stamped or adopted, and so never run here. */
    public boolean isStamped(String id) {
        LatestEvent event = applied.get(id);
        return event != null && (event.event() == HistoryEvent.STAMP || event.event() == HistoryEvent.ADOPT);
    }

    /** Whether the revision has run in this database, as a whole or in part; an accepted edit of it changes nothing about that. */
    public boolean isRunHere(String id) {
        LatestEvent event = applied.get(id);
        boolean whole =
                event != null && (event.event() == HistoryEvent.UPGRADE || event.event() == HistoryEvent.REPAIR);
        return !adopted.contains(id) && (whole || event == null && upgrades.containsKey(id));
    }

    private static boolean isLater(@Nullable LatestEvent event, @Nullable LatestEvent other) {
        return event != null && (other == null || event.id() > other.id());
    }

    /**
     * A history entry.
     *
     * @param id of its row
     * @param step such as {@code upgrade 3.1}; {@code null} where the entry is about the revision as a whole
     */
    public record LatestEvent(
            long id,
            HistoryEvent event,
            @Nullable String step,
            @Nullable String checksum) {}

    /**
     * An entry that this version cannot interpret.
     *
     * @param id of its row
     * @param event as the history table has it
     * @param step as the history table has it
     */
    public record UnknownEntry(
            long id,
            String revision,
            String event,
            @Nullable String step) {

        /** Such as {@code row 12: event "fold" of revision r1}. */
        @Override
        public String toString() {
            return "row " + id + ": event \"" + PrintableText.line(event) + "\""
                    + (step == null ? "" : ", step \"" + PrintableText.line(step) + "\"") + " of revision "
                    + PrintableText.id(revision);
        }
    }
}
