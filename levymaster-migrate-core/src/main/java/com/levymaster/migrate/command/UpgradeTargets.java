package com.levymaster.migrate.command;

import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionStore;
import com.levymaster.migrate.store.VersionStore.LatestRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where an upgrade is to lead.
 *
 * @param ids what the targets name; empty where that depends on what is applied
 */
record UpgradeTargets(RevisionGraph graph, List<String> targets, boolean absolute, List<String> ids) {

    private static final Log log = LogFactory.getLog(UpgradeTargets.class);

    UpgradeTargets {
        targets = List.copyOf(targets);
        ids = List.copyOf(ids);
    }

    /** @param targets none means {@code head} */
    static UpgradeTargets of(RevisionGraph graph, String... targets) {
        List<String> all = targets.length == 0 ? List.of("head") : List.of(targets);
        Set<String> ids = new LinkedHashSet<>();
        for (String target : all) {
            if (target.contains("+") || target.contains("-")) {
                return new UpgradeTargets(graph, all, false, List.of());
            }
            for (RevisionHeader header : graph.resolve(target)) {
                ids.add(header.id());
            }
        }
        return new UpgradeTargets(graph, all, true, List.copyOf(ids));
    }

    /** Whether all of it is applied: one statement, and none where there is nothing to ask for. */
    boolean isApplied(Connection connection, TableNames tables) throws SQLException {
        if (!absolute || ids.isEmpty()) {
            return absolute;
        }
        try {
            LatestRows rows = VersionStore.latest(connection, tables, ids);
            boolean applied = rows.found().containsAll(ids);
            if (applied) {
                tellOfNewer(rows.last());
            }
            return applied;
        } catch (SQLException e) {
            if (SqlStates.isUndefinedTable(e)) {
                return false;
            }
            throw e;
        }
    }

    /** In a rolling deployment the older build starts on what the newer one has made. */
    private void tellOfNewer(@Nullable String last) {
        if (last != null && graph.find(last).isEmpty()) {
            log.info("All revisions of this application are applied. The database is further: it has " + last
                    + ", which this application does not know");
        }
    }
}
