package com.levymaster.migrate.command;

import com.levymaster.migrate.command.ServerInfo.TableAccess;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the version table and the history contain at one moment.
 *
 * @param rows the ids of the version table, in the order in which they were applied
 * @param applied the ids of the applied revisions of the graph, and of unknown ones
 * @param past the latest history entries of each revision
 * @param unfinished the revisions of which a part is committed, by id
 * @param absent the modules whose revisions are in the rows, and neither among the applied nor the unfinished ones
 */
record VersionState(
        ServerInfo server,
        Set<String> rows,
        Set<String> applied,
        HistorySnapshot past,
        Map<String, UnfinishedRevision> unfinished,
        List<AbsentModule> absent) {

    VersionState(ServerInfo server, Set<String> rows, Set<String> applied, HistorySnapshot past) {
        this(server, rows, applied, past, past.unfinished(), List.of());
    }

    /** Returns the state without the revisions of these modules. */
    VersionState without(List<AbsentModule> modules) {
        Map<String, UnfinishedRevision> parts = new TreeMap<>(unfinished);
        AbsentModule.ids(modules).forEach(parts::remove);
        return new VersionState(server, rows, AbsentModule.without(modules, applied), past, parts, modules);
    }

    /** The ids of applied and unfinished revisions that the graph does not have. */
    List<String> unknown(RevisionGraph graph) {
        return appliedOrUnfinished().stream()
                .filter(id -> graph.find(id).isEmpty())
                .toList();
    }

    /** What a downgrade has to revert: the applied revisions, and those of which a part is committed. */
    Set<String> appliedOrUnfinished() {
        Set<String> ids = new LinkedHashSet<>(applied);
        ids.addAll(unfinished.keySet());
        return ids;
    }

    /** Whether the version table exists. */
    boolean isInitialized() {
        return server.versions() != TableAccess.MISSING;
    }

    /** Whether version table and history table exist. */
    boolean hasTables() {
        return isInitialized() && server.history() != TableAccess.MISSING;
    }

    /** Whether both tables have the columns of this version. */
    boolean isComplete() {
        return hasTables() && !server.historyIsOld();
    }

    /** Whether neither table exists. */
    boolean isNew() {
        return !isInitialized() && server.history() == TableAccess.MISSING;
    }
}
