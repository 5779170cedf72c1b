package com.levymaster.migrate.revision;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;

/** Adjacency lists of all revisions in one array of indexes: compact enough to fit a hundred thousand revisions into the CPU cache. */
final class AdjacencyLists {

    private final int[] targets;

    /** The offset of the list of each revision, and the end of the last list. */
    private final int[] starts;

    private AdjacencyLists(int[] targets, int[] starts) {
        this.targets = targets;
        this.starts = starts;
    }

    /** Creates the lists from a function, without duplicates and self-references. */
    static AdjacencyLists of(int size, IntFunction<int[]> targets) {
        int[] all = new int[size];
        int[] starts = new int[size + 1];
        int[] lastFrom = new int[size];
        Arrays.fill(lastFrom, -1);
        int end = 0;
        for (int from = 0; from < size; from++) {
            lastFrom[from] = from;
            for (int target : targets.apply(from)) {
                if (lastFrom[target] != from) {
                    lastFrom[target] = from;
                    all = end < all.length ? all : Arrays.copyOf(all, 2 * end);
                    all[end++] = target;
                }
            }
            starts[from + 1] = end;
        }
        return new AdjacencyLists(Arrays.copyOf(all, end), starts);
    }

    int size() {
        return starts.length - 1;
    }

    /** Returns the number of edges of all revisions. */
    int total() {
        return targets.length;
    }

    int count(int from) {
        return starts[from + 1] - starts[from];
    }

    int[] of(int from) {
        return Arrays.copyOfRange(targets, starts[from], starts[from + 1]);
    }

    /** Whether one of the targets is in the set. */
    boolean any(int from, BitSet set) {
        for (int k = starts[from]; k < starts[from + 1]; k++) {
            if (set.get(targets[k])) {
                return true;
            }
        }
        return false;
    }

    /** Returns these lists, each followed by the list of the other. */
    AdjacencyLists with(AdjacencyLists others) {
        return others.targets.length == 0 ? this : of(size(), i -> concat(of(i), others.of(i)));
    }

    private static int[] concat(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Returns the same edges with the revisions in another order. */
    AdjacencyLists inOrder(int[] order, int[] position) {
        return of(size(), i -> {
            int[] moved = of(order[i]);
            Arrays.setAll(moved, k -> position[moved[k]]);
            return moved;
        });
    }

    /** Returns the reversed edges, in the order of the indexes. */
    AdjacencyLists inverse() {
        int[] ends = new int[starts.length];
        for (int target : targets) {
            ends[target]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] sources = new int[targets.length];
        for (int i = size() - 1; i >= 0; i--) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sources[--ends[targets[k]]] = i;
            }
        }
        return new AdjacencyLists(sources, ends);
    }

    /** The set and all that can be reached from it, where every edge leads to a smaller index. */
    BitSet down(BitSet from) {
        BitSet closed = (BitSet) from.clone();
        for (int i = closed.length() - 1; i >= 0; i = closed.previousSetBit(i - 1)) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                closed.set(targets[k]);
            }
        }
        return closed;
    }

    /** The set and all that can be reached from it, where every edge leads to a greater index. */
    BitSet up(BitSet from) {
        BitSet closed = (BitSet) from.clone();
        for (int i = closed.nextSetBit(0); i >= 0; i = closed.nextSetBit(i + 1)) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                closed.set(targets[k]);
            }
        }
        return closed;
    }

    /** Returns the members of the set without an edge to another member. */
    BitSet tips(BitSet of) {
        BitSet tips = new BitSet();
        for (int i = of.nextSetBit(0); i >= 0; i = of.nextSetBit(i + 1)) {
            boolean below = false;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                below |= of.get(targets[k]);
            }
            tips.set(i, !below);
        }
        return tips;
    }
}
