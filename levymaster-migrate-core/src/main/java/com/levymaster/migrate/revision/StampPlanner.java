package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Plans a stamp. A target that is not applied becomes applied with its ancestors; for an applied target, the revisions
 * that need it become unapplied. All others remain.
 */
final class StampPlanner {

    private final IndexedGraph revisions;
    private final NameResolver names;
    private final TargetResolver targets;

    StampPlanner(IndexedGraph revisions, NameResolver names, TargetResolver targets) {
        this.revisions = revisions;
        this.names = names;
        this.targets = targets;
    }

    StampPlan plan(AppliedRevisions applied, List<String> texts) {
        List<TargetExpression> parsed = texts.stream().map(this::absolute).toList();
        applied.allKnown();
        List<TargetExpression> bases =
                parsed.stream().filter(StampPlanner::isBase).toList();
        if (bases.isEmpty()) {
            return stamp(applied.known(), at(applied, parsed));
        }
        if (parsed.size() > 1) {
            throw new RevisionException(
                    FaultKind.BAD_TARGET,
                    "Base and another revision cannot be stamped together.",
                    "stamp one after the other.");
        }
        return stamp(applied.known(), atBase(applied, bases.get(0)));
    }

    private TargetExpression absolute(String text) {
        TargetExpression target = TargetExpression.parse(text);
        if (target.isRelative()) {
            throw new RevisionException(
                    FaultKind.UNKNOWN_REVISION,
                    "\"" + text + "\" is relative, but a stamp needs exact revisions.",
                    "name the revision itself; `db history` lists them.");
        }
        return target;
    }

    private static boolean isBase(TargetExpression target) {
        return "base".equals(target.symbol());
    }

    private BitSet at(AppliedRevisions applied, List<TargetExpression> parsed) {
        BitSet goal = new BitSet();
        parsed.forEach(target -> goal.or(targets.absolute(target)));
        if (parsed.size() > 1) {
            UpgradePlanner.refuseOverlaps(revisions, goal);
        }
        BitSet after = (BitSet) applied.known().clone();
        BitSet above = revisions.dependents(IndexedGraph.both(goal, applied.known()));
        after.andNot(IndexedGraph.minus(above, goal));
        after.or(revisions.ancestors(goal));
        return after;
    }

    /** Returns all revisions, or those of the branch that no other revision needs. */
    private BitSet atBase(AppliedRevisions applied, TargetExpression base) {
        if (base.branch() == null) {
            return new BitSet();
        }
        BitSet module = revisions.modules().members(base.branch());
        if (module != null) {
            BitSet rest = IndexedGraph.minus(applied.known(), revisions.dependents(module));
            return IndexedGraph.both(revisions.ancestors(rest), applied.known());
        }
        BitSet owner = IndexedGraph.only(names.branch(base.branch(), FaultKind.UNKNOWN_REVISION));
        BitSet others = IndexedGraph.minus(applied.known(), revisions.downAncestors(owner.nextSetBit(0)));
        others.andNot(revisions.dependents(owner));
        return IndexedGraph.both(revisions.ancestors(others), applied.known());
    }

    private StampPlan stamp(BitSet before, BitSet after) {
        List<String> forgotten = new ArrayList<>(revisions.ids(IndexedGraph.minus(before, after)));
        Collections.reverse(forgotten);
        return new StampPlan(
                revisions.ids(IndexedGraph.minus(after, before)), forgotten, new LinkedHashSet<>(revisions.ids(after)));
    }
}
