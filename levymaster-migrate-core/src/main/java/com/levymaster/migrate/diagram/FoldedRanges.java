package com.levymaster.migrate.diagram;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Cuts a long picture where nothing happens: what people look for stays in sight, the rest can be folded away. */
final class FoldedRanges {

    /** A picture of so many rows is looked at as a whole. */
    private static final int WHOLE = 150;
    /** How many rows stay in sight before and after one that people look for. */
    private static final int AROUND = 15;
    /** Fewer rows are not worth a fold. */
    private static final int FOLD = 40;

    private final GraphDiagram picture;
    private final RevisionState.Of states;
    private final int rows;

    private FoldedRanges(GraphDiagram picture) {
        this.picture = picture;
        this.states = RevisionState.Of.all(picture);
        this.rows = picture.shown().size();
    }

    static List<FoldedGraph> of(GraphDiagram picture) {
        FoldedRanges excerpts = new FoldedRanges(picture);
        return excerpts.rows <= WHOLE ? List.of(excerpts.part(0, excerpts.rows, false)) : excerpts.cut();
    }

    private List<FoldedGraph> cut() {
        BitSet seen = inSight();
        List<FoldedGraph> parts = new ArrayList<>();
        for (int from = 0; from < rows; ) {
            boolean folded = !seen.get(from);
            int to = Math.min(rows, folded ? end(seen.nextSetBit(from)) : seen.nextClearBit(from));
            parts.add(part(from, to, folded));
            from = to;
        }
        return parts;
    }

    private BitSet inSight() {
        BitSet seen = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            if (isSought(picture.shown().get(row))) {
                seen.set(Math.max(0, row - AROUND), Math.min(rows, row + AROUND + 1));
            }
        }
        for (int gap = seen.nextClearBit(0); gap < rows; gap = seen.nextClearBit(gap)) {
            int end = Math.min(rows, end(seen.nextSetBit(gap)));
            if (end - gap < FOLD) {
                seen.set(gap, end);
            }
            gap = end;
        }
        return seen;
    }

    private int end(int nextSet) {
        return nextSet < 0 ? rows : nextSet;
    }

    private boolean isSought(RevisionHeader header) {
        return states.current().contains(header.id())
                || states.heads().contains(header.id())
                || states.state(header) == RevisionState.FAILED;
    }

    private FoldedGraph part(int from, int to, boolean folded) {
        return new FoldedGraph(from, to, folded, states.summary(picture.shown().subList(from, to), from == 0));
    }
}
