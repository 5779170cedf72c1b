package com.levymaster.migrate.command;

import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.revision.Plan;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.AppliedState;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * An upgrade to one or several targets.
 *
 * @param absolute whether no target is relative to what is applied
 * @param ids what absolute targets name
 * @param repeatables those that are to be applied after it: all if it reaches all heads
 * @param contract whether contract revisions wait
 */
record UpgradeRequest(
        RevisionGraph graph,
        List<String> targets,
        boolean absolute,
        List<String> ids,
        Repeatables repeatables,
        ContractPolicy contract)
        implements PlanRequest {

    private static final Log log = LogFactory.getLog(UpgradeRequest.class);

    UpgradeRequest {
        targets = List.copyOf(targets);
        ids = List.copyOf(ids);
    }

    /** @param targets none means {@code head} */
    static UpgradeRequest of(RevisionDefinitions revisions, ContractPolicy contract, String... targets) {
        RevisionGraph graph = revisions.graph();
        List<String> all = targets.length == 0 ? List.of("head") : List.of(targets);
        Set<String> ids = new LinkedHashSet<>();
        for (String target : all) {
            if (target.contains("+") || target.contains("-")) {
                return new UpgradeRequest(graph, all, false, List.of(), Repeatables.NONE, contract);
            }
            for (RevisionHeader header : graph.resolve(target)) {
                ids.add(header.id());
            }
        }
        boolean reachesHeads = revisions.repeatables().isEmpty()
                || graph.ancestors(ids).size() == graph.headers().size();
        Repeatables expected = reachesHeads ? revisions.repeatables() : Repeatables.NONE;
        return new UpgradeRequest(graph, all, true, List.copyOf(ids), expected, contract);
    }

    @Override
    public PlanRequest of(RevisionDefinitions revisions) {
        return of(revisions, contract, targets.toArray(String[]::new));
    }

    /** One statement, and none where there is nothing to ask for. */
    @Override
    public Optional<Set<String>> satisfiedBy(Connection connection, TableNames tables) throws SQLException {
        if (!absolute || ids.isEmpty() && repeatables.isEmpty()) {
            return absolute ? Optional.of(Set.of()) : Optional.empty();
        }
        try {
            AppliedState state = repeatables.isEmpty()
                    ? new AppliedState(VersionStore.applied(connection, tables), AppliedRepeatables.NONE)
                    : VersionStore.appliedWithRepeatables(connection, tables);
            AppliedState present = withoutAbsent(state, connection, tables);
            return satisfiedBy(present, isNewer(state)) ? Optional.of(graph.applied(present.ids())) : Optional.empty();
        } catch (SQLException e) {
            if (SqlStates.isUndefinedTable(e) || SqlStates.isUnexpectedTable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A second statement in an application with modules where the database has revisions that it does not know. */
    private AppliedState withoutAbsent(AppliedState state, Connection connection, TableNames tables)
            throws SQLException {
        List<String> unknown = graph.unknown(graph.applied(state.ids()));
        if (unknown.isEmpty() || graph.modules().isEmpty()) {
            return state;
        }
        List<AbsentModule> absent = AbsentModule.of(graph, unknown, modules(unknown, connection, tables));
        absent.forEach(module -> log.info(module.describe()));
        return new AppliedState(List.copyOf(AbsentModule.without(absent, state.ids())), state.repeatables());
    }

    /** A role that may not read the history knows of no module. */
    private static Map<String, String> modules(List<String> ids, Connection connection, TableNames tables)
            throws SQLException {
        try {
            return new HistoryReader(connection, tables).modules(ids);
        } catch (SQLException e) {
            if (SqlStates.isInsufficientPrivilege(e)) {
                return Map.of();
            }
            throw e;
        }
    }

    /** A module that this build lacks may have been added by a newer one, whose repeatables stay. */
    private boolean isNewer(AppliedState state) {
        return !graph.unknown(graph.applied(state.ids())).isEmpty();
    }

    /** Whether nothing is left to do in this state, as far as it tells. */
    boolean satisfiedBy(AppliedState state) {
        return satisfiedBy(state, isNewer(state));
    }

    private boolean satisfiedBy(AppliedState state, boolean newer) {
        List<String> rows = state.ids();
        Set<String> applied = graph.applied(rows);
        boolean same = newer || state.repeatables().missing(repeatables).isEmpty();
        if (!absolute
                || !same
                || !graph.unrecorded(rows).isEmpty()
                || !isReached(applied)
                || !graph.gaps(applied).isEmpty()) {
            return false;
        }
        applied.stream().skip(Math.max(0, applied.size() - 1)).forEach(this::logNewerRevision);
        return true;
    }

    private boolean isReached(Set<String> applied) {
        if (applied.containsAll(ids)) {
            return true;
        }
        if (!PhasedPlan.isForHeads(targets)) {
            return false;
        }
        List<RevisionHeader> missing = graph.ancestors(ids).stream()
                .filter(revision -> !applied.contains(revision.id()))
                .toList();
        boolean reached = contract.due(graph, applied, missing).isEmpty();
        if (reached) {
            PhasedPlan.logWaiting(missing);
        }
        return reached;
    }

    @Override
    public Plan plan(VersionState state) {
        Plan all = graph.upgrade(state.applied(), targets);
        boolean waits = contract == ContractPolicy.WAIT && !state.applied().isEmpty();
        return waits ? PhasedPlan.withoutWaiting(graph, all, targets) : all;
    }

    @Override
    public Plan replan(Plan first, VersionState state, List<String> committed) {
        if (absolute) {
            boolean contracts = first.steps().stream().anyMatch(RevisionHeader::isContract);
            return contracts ? graph.upgrade(state.applied(), targets) : plan(state);
        }
        List<String> topmost =
                graph.headsOf(first.ids()).stream().map(RevisionHeader::id).toList();
        Plan rest = graph.upgrade(state.applied(), topmost);
        List<RevisionHeader> others = rest.steps().stream()
                .filter(step -> !first.steps().contains(step))
                .toList();
        if (!others.isEmpty()) {
            throw new MigrationException(
                    "The connection was lost, and another process has reverted "
                            + others.stream().map(RevisionHeader::title).collect(Collectors.joining(", "))
                            + " since: the target " + String.join(", ", targets)
                            + ", which is relative, no longer leads where it did."
                            + PlanRequest.soFar(committed),
                    "run the upgrade again; it counts from what is applied then.");
        }
        return rest;
    }

    /** In a rolling deployment an older build starts on a database that a newer one has upgraded. */
    private void logNewerRevision(String last) {
        if (graph.find(last).isEmpty()) {
            log.info("All revisions of this application are applied. The database is further: it has "
                    + PrintableText.id(last) + ", which this application does not know");
        }
    }
}
