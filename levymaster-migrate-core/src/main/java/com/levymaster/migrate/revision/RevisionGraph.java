package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of an application's revisions. Immutable; every list is in the same topological order, which does not depend
 * on the order of the headers.
 *
 * <pre>{@code
 * RevisionGraph graph = RevisionGraph.of(headers);
 * Plan plan = graph.upgrade(applied, "head");
 * }</pre>
 *
 * <p>{@code applied} is always the whole set of applied ids, not only the topmost. Targets are those of
 * Alembic: {@code head}, {@code heads}, {@code base}, an id or a label or the unique beginning of one, {@code +2},
 * {@code -1}, {@code ae10+2}, {@code label@head}, {@code label@+1}. Every method that takes one throws a
 * {@link RevisionException} if the target does not fit; planning also throws one if {@code applied} has an id that
 * the graph does not have, or lacks one that an applied revision needs.
 */
public final class RevisionGraph {

    private final IndexedGraph revisions;
    private final BranchLabels labels;
    private final NameResolver names;
    private final TargetResolver targets;

    private RevisionGraph(IndexedGraph revisions) {
        this.revisions = revisions;
        this.labels = new BranchLabels(revisions);
        this.names = new NameResolver(revisions);
        this.targets = new TargetResolver(revisions, names);
    }

    /** @throws RevisionException with all faults, if these headers do not form a graph */
    public static RevisionGraph of(Collection<RevisionHeader> headers) {
        return of(Replacements.of(headers));
    }

    private static RevisionGraph of(Replacements replacements) {
        List<RevisionException.Fault> faults = replacements.isEmpty() ? List.of() : replacements.faults();
        if (!faults.isEmpty()) {
            throw new RevisionException(faults);
        }
        IndexedGraph given = new IndexedGraph(replacements.shown(), replacements);
        int[] order = TopologicalOrder.of(given);
        boolean cyclic = order.length < given.size();
        if (cyclic || GraphValidator.any(given)) {
            throw new RevisionException(GraphValidator.of(given.byName(), cyclic));
        }
        return new RevisionGraph(given.inOrder(order));
    }

    /** Whether some of the revisions replace others. */
    public boolean replaces() {
        return !revisions.replacements().isEmpty();
    }

    /**
     * Returns the graph for a database, in which the revisions that another replaces stand instead of that where the database
     * has a part of them, or a target names one of them. Otherwise it is this graph.
     *
     * @param applied the ids that are recorded as applied
     * @param unfinished the ids of those that are partly committed
     */
    public RevisionGraph at(Collection<String> applied, Collection<String> unfinished, Collection<String> several) {
        Replacements current = revisions.replacements();
        Replacements at = current.isEmpty() ? current : current.at(applied, unfinished, several);
        return at == current ? this : of(at);
    }

    /** The same where nothing is partly committed. */
    public RevisionGraph at(Collection<String> applied, Collection<String> several) {
        return at(applied, List.of(), several);
    }

    /**
     * Returns the applied revisions of this graph, for the ids of the version table: one that replaces others is applied if it
     * has a row, or all of the others have one. Other ids remain as they are.
     */
    public Set<String> applied(Collection<String> rows) {
        return replaces() ? revisions.replacements().applied(rows) : new LinkedHashSet<>(rows);
    }

    /**
     * Returns the revisions of which the version table has rows when this one is applied: itself, or those that it replaces, as
     * long as they have sources.
     */
    public List<RevisionHeader> rows(String id) {
        return replaces() ? revisions.replacements().rows(id) : List.of(find(id).orElse(RevisionHeader.of(id)));
    }

    /** The revisions that are applied because those that they replace are, which have no sources any more. */
    public List<RevisionHeader> unrecorded(Collection<String> rows) {
        return replaces() ? revisions.replacements().unrecorded(rows) : List.of();
    }

    /** Whether there are no revisions. */
    public boolean isEmpty() {
        return revisions.size() == 0;
    }

    /** Returns all revisions, the oldest first. */
    public List<RevisionHeader> headers() {
        return revisions.headers();
    }

    /** Returns the revision with exactly this id. */
    public Optional<RevisionHeader> find(String id) {
        return Optional.ofNullable(revisions.indexOfId(id)).map(revisions::header);
    }

    /** Returns the revisions that are no parent. */
    public List<RevisionHeader> heads() {
        return revisions.headers(revisions.downTips(revisions.all()));
    }

    /** Returns the names of the modules that the revisions belong to, sorted. */
    public List<String> modules() {
        return List.copyOf(revisions.modules().names());
    }

    /** Returns the heads that a merge is to join: of those that a module has several of, or of all revisions without modules. */
    public List<RevisionHeader> competingHeads() {
        return revisions.modules().competing().stream()
                .flatMap(heads -> revisions.headers(heads).stream())
                .toList();
    }

    /** Returns the revisions that no other revision needs, as parent or dependency: applying these applies everything. */
    public List<RevisionHeader> effectiveHeads() {
        return revisions.headers(revisions.tips(revisions.all()));
    }

    /** The revisions without a parent. */
    public List<RevisionHeader> bases() {
        return headers().stream().filter(RevisionHeader::isBase).toList();
    }

    /** Returns the revisions with several children. */
    public List<RevisionHeader> branchPoints() {
        return headers().stream()
                .filter(header -> revisions.children().count(index(header.id())) > 1)
                .toList();
    }

    /** Returns the revisions with several parents. */
    public List<RevisionHeader> mergePoints() {
        return headers().stream().filter(RevisionHeader::isMerge).toList();
    }

    /** Returns the labels of the branches of this revision, its own included, sorted. */
    public List<String> labels(String id) {
        return List.copyOf(labels.of(index(id)));
    }

    /** Returns the children of a revision. */
    public List<RevisionHeader> children(String id) {
        return Arrays.stream(revisions.children().of(index(id)))
                .mapToObj(revisions::header)
                .toList();
    }

    /** Returns what a revision needs directly: its parents, then its dependencies, with labels resolved. */
    public List<RevisionHeader> needs(String id) {
        return Arrays.stream(revisions.needs().of(index(id)))
                .mapToObj(revisions::header)
                .toList();
    }

    /** The revisions that need it directly: as their parent or dependency. */
    public List<RevisionHeader> neededBy(String id) {
        return Arrays.stream(revisions.dependents().of(index(id)))
                .mapToObj(revisions::header)
                .toList();
    }

    /** These, and everything that they need. Ids that the graph does not have are left out. */
    public List<RevisionHeader> ancestors(Collection<String> ids) {
        return revisions.headers(
                revisions.ancestors(AppliedRevisions.of(revisions, ids).known()));
    }

    /** Returns these revisions and everything that needs them. Ids that the graph does not have are left out. */
    public List<RevisionHeader> dependents(Collection<String> ids) {
        return revisions.headers(
                revisions.dependents(AppliedRevisions.of(revisions, ids).known()));
    }

    /** Returns the applied revisions that no other applied one needs. */
    public List<RevisionHeader> headsOf(Collection<String> applied) {
        return revisions.headers(AppliedRevisions.of(revisions, applied).heads());
    }

    /** Returns the revisions that are not applied, in the order in which an upgrade to {@code heads} runs them. */
    public List<RevisionHeader> pending(Collection<String> applied) {
        return revisions.headers(IndexedGraph.minus(
                revisions.all(), AppliedRevisions.of(revisions, applied).known()));
    }

    /** Returns those of the steps of an upgrade that wait for their phase: contract revisions that no other step needs. */
    public List<RevisionHeader> waiting(List<RevisionHeader> steps) {
        Set<RevisionHeader> needed = new HashSet<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            RevisionHeader step = steps.get(i);
            if (!step.isContract() || needed.contains(step)) {
                needed.addAll(needs(step.id()));
            }
        }
        return steps.stream()
                .filter(step -> step.isContract() && !needed.contains(step))
                .toList();
    }

    /** Returns the applied ids that this graph does not have, sorted: with them, upgrade, downgrade and stamp refuse to run. */
    public List<String> unknown(Collection<String> applied) {
        return AppliedRevisions.of(revisions, applied).unknown();
    }

    /** Returns why these, which the graph does not have, need another build: only some of those that another replaces are there. */
    public Optional<RevisionException> partlyReplaced(Collection<String> unknown) {
        return Optional.ofNullable(revisions.replacements().partly(unknown));
    }

    /** Returns the revisions that are not applied although an applied one needs them. */
    public List<RevisionHeader> gaps(Collection<String> applied) {
        return revisions.headers(AppliedRevisions.of(revisions, applied).gaps());
    }

    /** Returns what {@code current} lists: the applied revisions that are no parent of an applied one, even if another depends on them. */
    public List<RevisionHeader> current(Collection<String> applied) {
        return revisions.headers(revisions.downTips(
                AppliedRevisions.of(revisions, applied).allKnown().known()));
    }

    /** Returns the revisions that a target names, without regard to applied ones: for {@code show}, {@code edit}, {@code merge}. */
    public List<RevisionHeader> resolve(String target) {
        return revisions.headers(targets.absolute(TargetExpression.parse(target)));
    }

    /** Plans an upgrade to the target: the target and all that it needs, unless applied. */
    public Plan upgrade(Collection<String> applied, String target) {
        return upgrade(applied, List.of(target));
    }

    /** Plans an upgrade to several targets, none of which may need another. */
    public Plan upgrade(Collection<String> applied, List<String> several) {
        return new UpgradePlanner(revisions, names, targets).plan(AppliedRevisions.of(revisions, applied), several);
    }

    /** Plans a downgrade to the target, which remains applied: all its descendants, and all that needs them. */
    public Plan downgrade(Collection<String> applied, String target) {
        return new DowngradePlanner(revisions, names, targets).plan(AppliedRevisions.of(revisions, applied), target);
    }

    /**
     * Returns the steps of a downgrade that are not on the branch that its target names, in the order of the plan: they descend
     * from the same revision or need a downgraded one. Ask for confirmation before they run.
     */
    public List<RevisionHeader> offBranch(Plan downgrade, String target) {
        BitSet line = names.scope(TargetExpression.parse(target).branch());
        return downgrade.steps().stream()
                .filter(step -> !line.get(index(step.id())))
                .toList();
    }

    /** Plans an upgrade without a database: {@code from:to}, or {@code to} from base. */
    public Plan upgradeOffline(String range) {
        if (!range.contains(":")) {
            return upgrade(Set.of(), range);
        }
        HistoryRange.Ends ends = HistoryRange.Ends.of(range);
        return upgrade(closure(ends.lower()), ends.upper());
    }

    /** Plans a downgrade without a database: {@code from:to}. */
    public Plan downgradeOffline(String range) {
        if (!range.contains(":")) {
            throw new RevisionException(
                    FaultKind.BAD_TARGET,
                    "\"" + range + "\" has no start, and no database is queried for it.",
                    "write from:to, as in head:" + range + ".");
        }
        HistoryRange.Ends ends = HistoryRange.Ends.of(range);
        return downgrade(closure(ends.lower()), ends.upper());
    }

    private List<String> closure(String target) {
        return revisions.ids(revisions.ancestors(targets.absolute(TargetExpression.parse(target))));
    }

    /** Plans a stamp: the changes to the version table that make the targets applied. To purge, pass an empty {@code applied}. */
    public StampPlan stamp(Collection<String> applied, List<String> several) {
        return new StampPlanner(revisions, names, targets).plan(AppliedRevisions.of(revisions, applied), several);
    }

    /**
     * Returns the revisions of a range, the newest first.
     *
     * @param range {@code from:to}, both included; {@code from:} ends at heads, {@code :to} starts at base, and
     *     {@code current} means the applied revisions
     */
    public List<RevisionHeader> history(String range, Collection<String> applied) {
        BitSet within = new HistoryRange(revisions, names, labels)
                .between(HistoryRange.Ends.of(range), AppliedRevisions.of(revisions, applied));
        List<RevisionHeader> newestFirst = new ArrayList<>(revisions.headers(within));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Returns the header of a new revision, with exact parents; the graph with it is validated. */
    public RevisionHeader newHeader(RevisionRequest request) {
        RevisionHeader header = new RevisionFactory(revisions, targets, labels).header(request);
        List<RevisionHeader> with = new ArrayList<>(revisions.replacements().given());
        with.add(header);
        RevisionGraph.of(with);
        return header;
    }

    /**
     * Returns the header of a revision that replaces a range: it has the labels of all, and needs what they need.
     *
     * @param range {@code from:to}, both included, as for {@link #history}
     * @throws RevisionException with all that is in the way: several ends, or revisions outside that need the middle
     */
    public RevisionHeader squash(String range, RevisionRequest request) {
        BitSet within = new HistoryRange(revisions, names, labels)
                .between(HistoryRange.Ends.of(range), AppliedRevisions.of(revisions, Set.of()));
        RevisionHeader header =
                new SquashPlanner(revisions, within).header(request.id(), request.message(), request.labels());
        List<RevisionHeader> with = new ArrayList<>(revisions.replacements().given());
        with.add(header);
        of(with);
        return header;
    }

    private int index(String id) {
        Integer index = revisions.indexOfId(id);
        if (index == null) {
            throw names.unknown(id);
        }
        return index;
    }
}
