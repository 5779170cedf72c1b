package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionException.Kind;
import com.levymaster.migrate.revision.Walk.AtTheEnd;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** What an upgrade would run: the ancestors of its targets that are not applied. */
final class UpgradePlanner {

    private final Topology revisions;
    private final Names names;
    private final Targets targets;

    UpgradePlanner(Topology revisions, Names names, Targets targets) {
        this.revisions = revisions;
        this.names = names;
        this.targets = targets;
    }

    Plan plan(Applied applied, List<String> texts) {
        BitSet goal = texts.size() == 1 ? goal(applied, Target.parse(texts.get(0))) : targets.absolute(texts);
        if (texts.size() > 1) {
            refuseOverlaps(revisions, goal);
        }
        applied.allKnown().withoutGaps();
        BitSet steps = Topology.minus(revisions.ancestors(goal), applied.known());
        BitSet after = (BitSet) applied.known().clone();
        after.or(steps);
        return new Plan(Direction.UPGRADE, revisions.headers(steps), revisions.ids(after));
    }

    private BitSet goal(Applied applied, Target target) {
        if (!target.isRelative()) {
            return targets.absolute(target);
        }
        int end = relative(target.moving(), applied);
        if (end == Walk.BASE) {
            throw target.outOfRange("\"" + target.text() + "\" is base.", "use downgrade to go down.");
        }
        return Topology.only(end);
    }

    private int relative(Target target, Applied applied) {
        String symbol = target.symbol();
        if (symbol == null && target.distance() < 0) {
            throw target.outOfRange(
                    "\"" + target.text() + "\" points down, and upgrade goes up.",
                    "use downgrade " + target.text() + ".");
        }
        int start = symbol == null
                ? start(target, applied)
                : targets.single(symbol, target.distance() < 0 ? target.branch() : null);
        return walk(target, start, AtTheEnd.REFUSE);
    }

    /** Up on the target's branch, or down; from a revision or from {@link Walk#BASE}. */
    int walk(Target target, int start, AtTheEnd atTheEnd) {
        Walk walk = new Walk(revisions, target, atTheEnd);
        return target.distance() < 0 ? walk.down(start) : walk.up(start, names.scope(target.branch()));
    }

    /** Where {@code +N} starts: the applied head on the branch, else what is applied of it, else base. */
    int start(Target target, Applied applied) {
        BitSet scope = names.scope(target.branch());
        BitSet starts = Topology.both(applied.allKnown().heads(), scope);
        if (starts.isEmpty()) {
            starts = revisions.tips(Topology.both(applied.known(), scope));
        }
        if (starts.cardinality() > 1) {
            throw names.ambiguousWalk(target, starts);
        }
        return starts.isEmpty() ? Walk.BASE : starts.nextSetBit(0);
    }

    static void refuseOverlaps(Topology revisions, BitSet targets) {
        BitSet implied = Topology.minus(targets, revisions.tips(revisions.ancestors(targets)));
        if (!implied.isEmpty()) {
            throw new RevisionException(
                    Kind.OVERLAPPING_REVISIONS,
                    "The targets overlap: "
                            + revisions.headers(implied).stream()
                                    .map(RevisionHeader::title)
                                    .collect(Collectors.joining(", "))
                            + " is needed by another target.",
                    "name only the topmost ones.");
        }
    }
}
