package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions of an application and what they stand on. Immutable; every list is in one fixed order, in which a
 * revision comes after all that it needs, whatever order the headers came in.
 *
 * <pre>{@code
 * RevisionGraph graph = RevisionGraph.of(headers);
 * Plan plan = graph.upgrade(applied, "head");
 * }</pre>
 *
 * <p>{@code applied} is always the whole set of applied ids, not only the topmost. Targets mean what they mean to
 * Alembic: {@code head}, {@code heads}, {@code base}, an id or a label or the unique beginning of one, {@code +2},
 * {@code -1}, {@code ae10+2}, {@code label@head}, {@code label@+1}. Every method that takes one throws a
 * {@link RevisionException} when the target does not fit; planning throws one too when {@code applied} has an id that
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

    /** @throws RevisionException with all faults, when these headers are no graph */
    public static RevisionGraph of(Collection<RevisionHeader> headers) {
        IndexedGraph given = new IndexedGraph(List.copyOf(headers));
        int[] order = TopologicalOrder.of(given);
        boolean cyclic = order.length < given.size();
        if (cyclic || GraphValidator.any(given)) {
            throw new RevisionException(GraphValidator.of(given.byName(), cyclic));
        }
        return new RevisionGraph(given.inOrder(order));
    }

    public boolean isEmpty() {
        return revisions.size() == 0;
    }

    /** All of them, the oldest first. */
    public List<RevisionHeader> headers() {
        return revisions.headers();
    }

    /** By its exact id. */
    public Optional<RevisionHeader> find(String id) {
        return Optional.ofNullable(revisions.indexOfId(id)).map(revisions::header);
    }

    /** No revision stands on them. */
    public List<RevisionHeader> heads() {
        return revisions.headers(revisions.downTips(revisions.all()));
    }

    /** No revision stands on them or depends on them: applying these applies everything. */
    public List<RevisionHeader> effectiveHeads() {
        return revisions.headers(revisions.tips(revisions.all()));
    }

    public List<RevisionHeader> bases() {
        return headers().stream().filter(RevisionHeader::isBase).toList();
    }

    /** More than one revision stands on them. */
    public List<RevisionHeader> branchPoints() {
        return headers().stream()
                .filter(header -> revisions.children().count(index(header.id())) > 1)
                .toList();
    }

    /** They stand on more than one revision. */
    public List<RevisionHeader> mergePoints() {
        return headers().stream().filter(RevisionHeader::isMerge).toList();
    }

    /** The labels whose branch this revision belongs to, sorted; its own are among them. */
    public List<String> labels(String id) {
        return List.copyOf(labels.of(index(id)));
    }

    /** The revisions that stand on it. */
    public List<RevisionHeader> children(String id) {
        return Arrays.stream(revisions.children().of(index(id)))
                .mapToObj(revisions::header)
                .toList();
    }

    /** What a revision needs directly: its parents, then its dependencies, with labels resolved. */
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

    /** These, and everything that needs them. Ids that the graph does not have are left out. */
    public List<RevisionHeader> dependents(Collection<String> ids) {
        return revisions.headers(
                revisions.dependents(AppliedRevisions.of(revisions, ids).known()));
    }

    /** The applied revisions that no other applied one needs. */
    public List<RevisionHeader> headsOf(Collection<String> applied) {
        return revisions.headers(AppliedRevisions.of(revisions, applied).heads());
    }

    /** Not applied yet, in the order in which an upgrade to {@code heads} runs them. */
    public List<RevisionHeader> pending(Collection<String> applied) {
        return revisions.headers(IndexedGraph.minus(
                revisions.all(), AppliedRevisions.of(revisions, applied).known()));
    }

    /**
     * Applied ids that this graph does not have, sorted: a newer build was here, or a revision was deleted. Upgrade,
     * downgrade and stamp refuse to run then; a start-up that finds {@link #pending} empty may go on.
     */
    public List<String> unknown(Collection<String> applied) {
        return AppliedRevisions.of(revisions, applied).unknown();
    }

    /** Revisions that are not applied although an applied one needs them. */
    public List<RevisionHeader> gaps(Collection<String> applied) {
        return revisions.headers(AppliedRevisions.of(revisions, applied).gaps());
    }

    /** What {@code current} lists: applied revisions on which no applied one stands. Has those implied by dependsOn. */
    public List<RevisionHeader> current(Collection<String> applied) {
        return revisions.headers(revisions.downTips(
                AppliedRevisions.of(revisions, applied).allKnown().known()));
    }

    /** The revisions that a target names, where nothing is applied or run: for {@code show}, {@code edit}, {@code merge}. */
    public List<RevisionHeader> resolve(String target) {
        return revisions.headers(targets.absolute(TargetExpression.parse(target)));
    }

    /** What brings the database up to the target: all that it needs and that is not applied. */
    public Plan upgrade(Collection<String> applied, String target) {
        return upgrade(applied, List.of(target));
    }

    /** The same for several targets, of which none may need another. */
    public Plan upgrade(Collection<String> applied, List<String> several) {
        return new UpgradePlanner(revisions, names, targets).plan(AppliedRevisions.of(revisions, applied), several);
    }

    /** What takes the database down to the target, which itself stays: all that stands above it, and all that needs that. */
    public Plan downgrade(Collection<String> applied, String target) {
        return new DowngradePlanner(revisions, names, targets).plan(AppliedRevisions.of(revisions, applied), target);
    }

    /**
     * The steps of a downgrade that are not on the branch that its target names, in the order of the plan: they go
     * because they stand on the same trunk or need something that goes. Worth a question before it runs. Empty for a
     * target without a branch.
     */
    public List<RevisionHeader> offBranch(Plan downgrade, String target) {
        BitSet line = names.scope(TargetExpression.parse(target).branch());
        return downgrade.steps().stream()
                .filter(step -> !line.get(index(step.id())))
                .toList();
    }

    /** An upgrade without a database: {@code from:to}, or {@code to} from base. */
    public Plan upgradeOffline(String range) {
        if (!range.contains(":")) {
            return upgrade(Set.of(), range);
        }
        HistoryRange.Ends ends = HistoryRange.Ends.of(range);
        return upgrade(closure(ends.lower()), ends.upper());
    }

    /** A downgrade without a database: {@code from:to}. */
    public Plan downgradeOffline(String range) {
        if (!range.contains(":")) {
            throw new RevisionException(
                    Kind.BAD_TARGET,
                    "\"" + range + "\" does not say where the downgrade starts, and no database is asked.",
                    "write from:to, as in head:" + range + ".");
        }
        HistoryRange.Ends ends = HistoryRange.Ends.of(range);
        return downgrade(closure(ends.lower()), ends.upper());
    }

    private List<String> closure(String target) {
        return revisions.ids(revisions.ancestors(targets.absolute(TargetExpression.parse(target))));
    }

    /** What writing the targets as applied would change; nothing runs. To purge, pass an empty {@code applied}. */
    public StampPlan stamp(Collection<String> applied, List<String> several) {
        return new StampPlanner(revisions, names, targets).plan(AppliedRevisions.of(revisions, applied), several);
    }

    /**
     * The revisions of a range, the newest first.
     *
     * @param range {@code from:to}, both included; {@code from:} goes to heads, {@code :to} comes from base, and the word
     *     {@code current} stands for what is applied
     */
    public List<RevisionHeader> history(String range, Collection<String> applied) {
        BitSet within = new HistoryRange(revisions, names, labels)
                .between(HistoryRange.Ends.of(range), AppliedRevisions.of(revisions, applied));
        List<RevisionHeader> newestFirst = new ArrayList<>(revisions.headers(within));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The header of a new revision, with exact parents; the graph with it has been checked. */
    public RevisionHeader newHeader(RevisionRequest request) {
        RevisionHeader header = new RevisionFactory(revisions, targets, labels).header(request);
        List<RevisionHeader> with = new ArrayList<>(headers());
        with.add(header);
        RevisionGraph.of(with);
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
