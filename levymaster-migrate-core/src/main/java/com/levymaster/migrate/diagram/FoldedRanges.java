package com.levymaster.migrate.diagram;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Divides a long diagram into ranges: those around current, head and failed revisions are shown, the rest is folded. */
final class FoldedRanges {

    /** Diagrams with at most this many rows are not divided. */
    private static final int WHOLE = 150;
    /** The number of rows shown before and after a relevant revision. */
    private static final int AROUND = 15;
    /** The least number of rows to fold. */
    private static final int FOLD = 40;

    private final GraphDiagram diagram;
    private final RevisionState.Of states;
    private final int rows;

    private FoldedRanges(GraphDiagram diagram) {
        this.diagram = diagram;
        this.states = RevisionState.Of.all(diagram);
        this.rows = diagram.shown().size();
    }

    static List<FoldedGraph> of(GraphDiagram diagram) {
        FoldedRanges ranges = new FoldedRanges(diagram);
        return ranges.rows <= WHOLE ? List.of(ranges.part(0, ranges.rows, false)) : ranges.cut();
    }

    private List<FoldedGraph> cut() {
        BitSet visible = visibleRows();
        List<FoldedGraph> parts = new ArrayList<>();
        for (int from = 0; from < rows; ) {
            boolean folded = !visible.get(from);
            int to = Math.min(rows, folded ? end(visible.nextSetBit(from)) : visible.nextClearBit(from));
            parts.add(part(from, to, folded));
            from = to;
        }
        return parts;
    }

    private BitSet visibleRows() {
        BitSet visible = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            if (isRelevant(diagram.shown().get(row))) {
                visible.set(Math.max(0, row - AROUND), Math.min(rows, row + AROUND + 1));
            }
        }
        for (int gap = visible.nextClearBit(0); gap < rows; gap = visible.nextClearBit(gap)) {
            int end = Math.min(rows, end(visible.nextSetBit(gap)));
            if (end - gap < FOLD) {
                visible.set(gap, end);
            }
            gap = end;
        }
        return visible;
    }

    private int end(int nextSet) {
        return nextSet < 0 ? rows : nextSet;
    }

    private boolean isRelevant(RevisionHeader header) {
        return states.current().contains(header.id())
                || states.heads().contains(header.id())
                || states.state(header) == RevisionState.FAILED;
    }

    private FoldedGraph part(int from, int to, boolean folded) {
        return new FoldedGraph(from, to, folded, states.summary(diagram.shown().subList(from, to), from == 0));
    }
}
