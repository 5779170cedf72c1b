package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RelativeSteps.Overrun;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The revisions from {@code a} to {@code b}, both included, that a range {@code a:b} names. */
final class HistoryRange {

    private static final String CURRENT = "current";

    private final IndexedGraph revisions;
    private final TargetResolver targets;
    private final BranchLabels labels;
    private final NameResolver names;
    private final UpgradePlanner upgrades;

    HistoryRange(IndexedGraph revisions, NameResolver names, BranchLabels labels) {
        this.revisions = revisions;
        this.names = names;
        this.labels = labels;
        this.targets = new TargetResolver(revisions, names);
        this.upgrades = new UpgradePlanner(revisions, names, targets);
    }

    /** The ends of a range; an empty one is base or heads. */
    record Ends(String lower, String upper) {

        static Ends of(String range) {
            List<String> ends = List.of(range.strip().split(":", -1));
            if (ends.size() != 2) {
                throw new RevisionException(
                        FaultKind.BAD_TARGET, "\"" + range + "\" is not a range.", "write from:to, from: or :to.");
            }
            return new Ends(or(ends.get(0), "base"), or(ends.get(1), "heads"));
        }

        private static String or(String end, String otherwise) {
            return end.isEmpty() ? otherwise : end;
        }
    }

    BitSet between(Ends ends, AppliedRevisions applied) {
        if (ends.lower.equals(CURRENT) || ends.upper.equals(CURRENT)) {
            applied.allKnown();
        }
        BitSet upper = upper(ends, applied);
        BitSet lower = lower(ends.lower, applied);
        BitSet within = revisions.ancestors(upper);
        BitSet outside = IndexedGraph.minus(lower, within);
        if (!outside.isEmpty()) {
            throw new RevisionException(
                    FaultKind.RANGE_NOT_ANCESTOR,
                    "Revision " + revisions.header(outside.nextSetBit(0)).title() + " is not below " + ends.upper + ".",
                    "put the older revision first, and take both from one branch.");
        }
        if (lower.cardinality() > 0) {
            UpgradePlanner.refuseOverlaps(revisions, lower);
            within.and(revisions.downDescendants(lower));
            within.andNot(IndexedGraph.minus(revisions.ancestors(lower), lower));
        }
        return within;
    }

    private BitSet upper(Ends ends, AppliedRevisions applied) {
        BitSet upper = applied.heads();
        if (!ends.upper.equals(CURRENT)) {
            TargetExpression target = TargetExpression.parse(ends.upper).moving();
            upper = target.isRelative() ? relative(target, ends, applied) : targets.absolute(target);
        }
        String branch =
                ends.lower.contains("@") ? TargetExpression.parse(ends.lower).branch() : null;
        return branch == null ? upper : covered(upper, branch);
    }

    private BitSet relative(TargetExpression target, Ends ends, AppliedRevisions applied) {
        String symbol = target.symbol();
        if (symbol == null && target.distance() < 0) {
            throw target.outOfRange(
                    "\"" + target.text() + "\" points down from the range's end.", "put it before the colon.");
        }
        int start = symbol == null
                ? upgrades.start(target, from(ends.lower, applied))
                : targets.single(symbol, target.distance() < 0 ? target.branch() : null);
        int end = upgrades.walk(target, start, Overrun.STOP);
        return end == RelativeSteps.BASE ? new BitSet() : IndexedGraph.only(end);
    }

    private AppliedRevisions from(String lower, AppliedRevisions applied) {
        if (lower.equals(CURRENT)) {
            return applied;
        }
        TargetExpression target = TargetExpression.parse(lower);
        if (target.isRelative()) {
            throw names.unknown(lower);
        }
        return new AppliedRevisions(revisions, revisions.ancestors(targets.absolute(target)), List.of());
    }

    private BitSet covered(BitSet upper, String branch) {
        if (!revisions.isLabel(branch)) {
            return IndexedGraph.both(upper, names.scope(branch));
        }
        BitSet covered = new BitSet();
        upper.stream().filter(i -> labels.of(i).contains(branch)).forEach(covered::set);
        return covered;
    }

    private BitSet lower(String text, AppliedRevisions applied) {
        if (text.equals(CURRENT)) {
            return applied.heads();
        }
        TargetExpression target = TargetExpression.parse(text);
        return target.isRelative() && target.symbol() == null && target.distance() < 0
                ? below(target)
                : targets.absolute(target);
    }

    /** N below every head, as in Alembic; base if fewer revisions are below each of them. */
    private BitSet below(TargetExpression target) {
        RelativeSteps walk = new RelativeSteps(revisions, target, Overrun.STOP);
        BitSet heads = IndexedGraph.both(revisions.tips(revisions.all()), names.scope(target.branch()));
        int[] ends = heads.stream().map(walk::down).distinct().toArray();
        BitSet found = new BitSet();
        Arrays.stream(ends).filter(end -> end != RelativeSteps.BASE).forEach(found::set);
        if (!found.isEmpty() && found.cardinality() < ends.length) {
            throw new RevisionException(
                    FaultKind.RANGE_NOT_ANCESTOR,
                    "\"" + target.text() + "\" is base below one head and not below another.",
                    "name the branch, as in label@" + target.text() + ", or the revision itself.");
        }
        return found;
    }
}
