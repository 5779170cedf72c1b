package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RelativeSteps.Overrun;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans a downgrade: the children of its target on the branch, and every applied revision that needs them. */
final class DowngradePlanner {

    private final IndexedGraph revisions;
    private final NameResolver names;
    private final TargetResolver targets;

    DowngradePlanner(IndexedGraph revisions, NameResolver names, TargetResolver targets) {
        this.revisions = revisions;
        this.names = names;
        this.targets = targets;
    }

    Plan plan(AppliedRevisions applied, String text) {
        Destination to = destination(applied, TargetExpression.parse(text).moving());
        BitSet above = revisions.dependents(roots(to, text));
        BitSet steps = IndexedGraph.both(above, applied.allKnown().withoutGaps().known());
        if (steps.isEmpty()
                && to.revision != RelativeSteps.BASE
                && !applied.heads().get(to.revision)) {
            throw notBelow(applied, to.revision);
        }
        if (!steps.isEmpty()) {
            refuseOtherBranch(to);
        }
        List<RevisionHeader> order = new ArrayList<>(revisions.headers(steps));
        Collections.reverse(order);
        return new Plan(Direction.DOWNGRADE, order, revisions.ids(IndexedGraph.minus(applied.known(), steps)));
    }

    private record Destination(int revision, @Nullable String branch) {}

    private void requireBranch(TargetExpression target) {
        if (target.branch() != null) {
            names.scope(target.branch());
        }
    }

    private Destination destination(AppliedRevisions applied, TargetExpression target) {
        String symbol = target.symbol();
        if (!target.isRelative()) {
            Destination destination =
                    new Destination(targets.single(symbol == null ? "base" : symbol, null), target.branch());
            requireBranch(target);
            return destination;
        }
        requireBranch(target);
        if (symbol == null && target.distance() > 0) {
            throw target.outOfRange(
                    "\"" + target.text() + "\" points up, but downgrade goes down.",
                    "use upgrade " + target.text() + ".");
        }
        RelativeSteps walk = new RelativeSteps(revisions, target, Overrun.REFUSE);
        if (target.distance() >= 0) {
            int start = targets.single(symbol == null ? "base" : symbol, null);
            return new Destination(walk.up(start, names.scope(target.branch())), target.branch());
        }
        int start = symbol == null ? start(target, applied) : targets.single(symbol, target.branch());
        String branch = target.branch() == null && symbol == null ? revisions.id(start) : target.branch();
        return new Destination(walk.down(start), branch);
    }

    private int start(TargetExpression target, AppliedRevisions applied) {
        BitSet scope = names.scope(target.branch());
        BitSet starts = IndexedGraph.both(applied.allKnown().heads(), scope);
        if (starts.isEmpty() && target.branch() != null) {
            starts = module(target.branch()) == null
                    ? IndexedGraph.both(revisions.downTips(applied.known()), scope)
                    : revisions.downTips(IndexedGraph.both(applied.known(), scope));
        }
        if (starts.isEmpty()) {
            throw target.outOfRange(
                    "\"" + target.text() + "\" has no start: nothing "
                            + (target.branch() == null ? "" : "on this branch ") + "is applied.",
                    "see `db current`.");
        }
        if (starts.cardinality() > 1) {
            throw names.ambiguousWalk(target, starts);
        }
        return starts.nextSetBit(0);
    }

    /** Alembic drops the left side of {@code other@id} when the id has one child; this planner refuses instead. */
    private void refuseOtherBranch(Destination to) {
        if (to.branch != null
                && to.revision != RelativeSteps.BASE
                && !names.scope(to.branch).get(to.revision)) {
            throw names.notOnBranch(to.revision, to.branch);
        }
    }

    private @Nullable BitSet module(@Nullable String branch) {
        return branch == null ? null : revisions.modules().members(branch);
    }

    private BitSet roots(Destination to, String text) {
        BitSet roots = new BitSet();
        BitSet module = module(to.branch);
        if (to.revision == RelativeSteps.BASE && module != null) {
            return revisions.modules().roots(module);
        }
        if (to.revision == RelativeSteps.BASE) {
            for (int i = 0; i < revisions.size(); i++) {
                roots.set(i, revisions.down().count(i) == 0);
            }
        } else {
            for (int child : revisions.children().of(to.revision)) {
                roots.set(child);
            }
        }
        if (module != null) {
            return IndexedGraph.both(roots, module);
        }
        return to.branch == null || roots.cardinality() < 2 ? roots : narrowed(roots, to.branch, text);
    }

    private BitSet narrowed(BitSet roots, String branch, String text) {
        BitSet narrowed =
                IndexedGraph.both(roots, revisions.downAncestors(names.branch(branch, FaultKind.UNKNOWN_BRANCH)));
        if (narrowed.isEmpty()) {
            throw new RevisionException(
                    FaultKind.BAD_TARGET,
                    "\"" + text + "\" downgrades nothing: branch \"" + branch + "\" does not begin above it.",
                    "name a revision below the branch, or leave \"" + branch + "@\" out.");
        }
        return narrowed;
    }

    private RevisionException notBelow(AppliedRevisions applied, int target) {
        String heads = String.join(", ", revisions.ids(applied.heads()));
        return new RevisionException(
                FaultKind.RANGE_NOT_ANCESTOR,
                "Revision " + revisions.header(target).title() + " is not below what is applied ("
                        + (heads.isEmpty() ? "nothing" : heads) + ").",
                applied.known().get(target)
                        ? "only its dependents keep it; name a revision of the branch to downgrade."
                        : "use upgrade to reach it, or name an applied revision.");
    }
}
