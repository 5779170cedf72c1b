package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RelativeSteps.Overrun;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Plans an upgrade: the targets and their ancestors that are not applied. */
final class UpgradePlanner {

    private final IndexedGraph revisions;
    private final NameResolver names;
    private final TargetResolver targets;

    UpgradePlanner(IndexedGraph revisions, NameResolver names, TargetResolver targets) {
        this.revisions = revisions;
        this.names = names;
        this.targets = targets;
    }

    Plan plan(AppliedRevisions applied, List<String> texts) {
        BitSet goal = texts.size() == 1 ? goal(applied, TargetExpression.parse(texts.get(0))) : targets.absolute(texts);
        if (texts.size() > 1) {
            refuseOverlaps(revisions, goal);
        }
        applied.allKnown().withoutGaps();
        BitSet steps = IndexedGraph.minus(revisions.ancestors(goal), applied.known());
        BitSet after = (BitSet) applied.known().clone();
        after.or(steps);
        return new Plan(Direction.UPGRADE, revisions.headers(steps), revisions.ids(after));
    }

    private BitSet goal(AppliedRevisions applied, TargetExpression target) {
        if (!target.isRelative()) {
            return targets.absolute(target);
        }
        int end = relative(target.moving(), applied);
        if (end == RelativeSteps.BASE) {
            throw target.outOfRange("\"" + target.text() + "\" is base.", "use downgrade to go down.");
        }
        return IndexedGraph.only(end);
    }

    private int relative(TargetExpression target, AppliedRevisions applied) {
        String symbol = target.symbol();
        if (symbol == null && target.distance() < 0) {
            throw target.outOfRange(
                    "\"" + target.text() + "\" points down, but upgrade goes up.",
                    "use downgrade " + target.text() + ".");
        }
        int start = symbol == null
                ? start(target, applied)
                : targets.single(symbol, target.distance() < 0 ? target.branch() : null);
        return walk(target, start, Overrun.REFUSE);
    }

    /** Up on the target's branch, or down; from a revision or from {@link RelativeSteps#BASE}. */
    int walk(TargetExpression target, int start, Overrun atTheEnd) {
        RelativeSteps walk = new RelativeSteps(revisions, target, atTheEnd);
        return target.distance() < 0 ? walk.down(start) : walk.up(start, names.scope(target.branch()));
    }

    /** Where {@code +N} starts: the applied head on the branch, else what is applied of it, else base. */
    int start(TargetExpression target, AppliedRevisions applied) {
        BitSet scope = names.scope(target.branch());
        BitSet starts = IndexedGraph.both(applied.allKnown().heads(), scope);
        if (starts.isEmpty()) {
            starts = revisions.tips(IndexedGraph.both(applied.known(), scope));
        }
        if (starts.cardinality() > 1) {
            throw names.ambiguousWalk(target, starts);
        }
        return starts.isEmpty() ? RelativeSteps.BASE : starts.nextSetBit(0);
    }

    static void refuseOverlaps(IndexedGraph revisions, BitSet targets) {
        BitSet implied = IndexedGraph.minus(targets, revisions.tips(revisions.ancestors(targets)));
        if (!implied.isEmpty()) {
            throw new RevisionException(
                    FaultKind.OVERLAPPING_REVISIONS,
                    "The targets overlap: "
                            + revisions.headers(implied).stream()
                                    .map(RevisionHeader::title)
                                    .collect(Collectors.joining(", "))
                            + " is needed by another target.",
                    "name only the topmost ones.");
        }
    }
}
