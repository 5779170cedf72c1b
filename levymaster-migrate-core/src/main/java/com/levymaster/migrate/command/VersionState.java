package com.levymaster.migrate.command;

import com.levymaster.migrate.session.ServerInfo;
import com.levymaster.migrate.session.ServerInfo.TableAccess;
import com.levymaster.migrate.store.HistorySnapshot;
import java.util.Set;

/**
 * What the version table and the history contain at one moment.
 *
 * @param applied the ids of the applied revisions, in the order in which they were applied
 * @param past the latest history entries of each revision
 */
record VersionState(ServerInfo server, Set<String> applied, HistorySnapshot past) {

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
