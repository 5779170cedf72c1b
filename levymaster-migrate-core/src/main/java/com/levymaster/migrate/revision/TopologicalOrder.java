package com.levymaster.migrate.revision;

import java.util.Arrays;

/**
 * Sorts headers topologically. A line is finished before the next begins, and ids break ties, so that the order of the
 * input does not matter.
 */
final class TopologicalOrder {

    private final IndexedGraph revisions;

    /** The number of unsorted needs of each revision. */
    private final int[] open;

    /** A stack of the revisions whose needs are sorted. */
    private final Integer[] ready;

    private int waiting;

    private TopologicalOrder(IndexedGraph revisions) {
        this.revisions = revisions;
        open = new int[revisions.size()];
        ready = new Integer[revisions.size()];
    }

    /** Returns the order, without the revisions on or above a cycle. */
    static int[] of(IndexedGraph revisions) {
        return new TopologicalOrder(revisions).indexes();
    }

    private int[] indexes() {
        for (int i = 0; i < open.length; i++) {
            open[i] = revisions.needs().count(i);
            if (open[i] == 0) {
                ready[waiting++] = i;
            }
        }
        lastFirst(0);
        int[] order = new int[open.length];
        int done = 0;
        while (waiting > 0) {
            int next = ready[--waiting];
            order[done++] = next;
            int own = revisions.children().count(next);
            int[] all = revisions.dependents().of(next);
            push(all, own, all.length);
            push(all, 0, own);
        }
        return Arrays.copyOf(order, done);
    }

    private void push(int[] above, int from, int to) {
        int bottom = waiting;
        for (int i = from; i < to; i++) {
            if (--open[above[i]] == 0) {
                ready[waiting++] = above[i];
            }
        }
        lastFirst(bottom);
    }

    private void lastFirst(int bottom) {
        Arrays.sort(ready, bottom, waiting, (one, other) -> byName(revisions.header(other), revisions.header(one)));
    }

    static int byName(RevisionHeader one, RevisionHeader other) {
        int byId = one.id().compareTo(other.id());
        return byId != 0 ? byId : one.message().compareTo(other.message());
    }
}
