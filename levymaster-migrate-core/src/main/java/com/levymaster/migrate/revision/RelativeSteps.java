package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Follows relative steps up or down from a revision, over parents only; refuses ambiguous forks. */
final class RelativeSteps {

    /** The position below all revisions. */
    static final int BASE = -1;

    /** What happens if there are fewer revisions than steps. */
    enum Overrun {
        REFUSE,
        STOP
    }

    private final IndexedGraph revisions;
    private final TargetExpression target;
    private final Overrun atTheEnd;

    RelativeSteps(IndexedGraph revisions, TargetExpression target, Overrun atTheEnd) {
        this.revisions = revisions;
        this.target = target;
        this.atTheEnd = atTheEnd;
    }

    /**
     * @param start an index, or {@link #BASE}
     * @param scope the revisions that the steps may reach
     */
    int up(int start, BitSet scope) {
        int at = start;
        for (int step = 0; step < target.distance(); step++) {
            int[] next = above(at).filter(scope::get).toArray();
            if (next.length == 0) {
                return end(at, step);
            }
            at = only(next, at, "above");
        }
        return at;
    }

    private IntStream above(int at) {
        if (at != BASE) {
            return Arrays.stream(revisions.children().of(at));
        }
        return IntStream.range(0, revisions.size()).filter(i -> revisions.down().count(i) == 0);
    }

    /** May end at {@link #BASE}. */
    int down(int start) {
        int at = start;
        for (int step = 0; step < -target.distance(); step++) {
            if (at == BASE) {
                return end(at, step);
            }
            int[] next = revisions.down().of(at);
            at = next.length == 0 ? BASE : only(next, at, "below");
        }
        return at;
    }

    private int end(int at, int steps) {
        if (atTheEnd == Overrun.STOP) {
            return at;
        }
        throw target.outOfRange(
                "\"" + target.text() + "\" leaves the graph: there "
                        + (steps == 1 ? "is 1 revision" : "are " + steps + " revisions")
                        + " before the end at " + name(at) + ".",
                steps == 0 ? "name the revision itself; `db history` lists them." : "use at most " + steps + ".");
    }

    private int only(int[] next, int at, String where) {
        if (next.length == 1) {
            return next[0];
        }
        String names =
                Arrays.stream(next).mapToObj(i -> revisions.header(i).title()).collect(Collectors.joining(", "));
        throw new RevisionException(
                FaultKind.AMBIGUOUS_WALK,
                "\"" + target.text() + "\" is ambiguous: " + where + " " + name(at) + " are " + names + ".",
                where.equals("above")
                        ? "select a branch with label@" + target.text() + ", or the revision itself."
                        : "name the revision itself.");
    }

    private String name(int at) {
        return at == BASE ? "base" : revisions.header(at).title();
    }
}
