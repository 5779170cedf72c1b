package com.levymaster.migrate.revision;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;

/** From each revision to others, all as indexes in one array: those of a hundred thousand fit into a processor's cache. */
final class AdjacencyLists {

    private final int[] targets;

    /** Where those of each revision begin, and in the end where the last ones end. */
    private final int[] starts;

    private AdjacencyLists(int[] targets, int[] starts) {
        this.targets = targets;
        this.starts = starts;
    }

    /** Those that the function names: each once, and none to itself. */
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

    /** Of all revisions together. */
    int total() {
        return targets.length;
    }

    int count(int from) {
        return starts[from + 1] - starts[from];
    }

    int[] of(int from) {
        return Arrays.copyOfRange(targets, starts[from], starts[from + 1]);
    }

    /** These first, then the others. */
    AdjacencyLists with(AdjacencyLists others) {
        return others.targets.length == 0 ? this : of(size(), i -> concat(of(i), others.of(i)));
    }

    private static int[] concat(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The same where the revisions stand in another order. */
    AdjacencyLists inOrder(int[] order, int[] place) {
        return of(size(), i -> {
            int[] moved = of(order[i]);
            Arrays.setAll(moved, k -> place[moved[k]]);
            return moved;
        });
    }

    /** The other way round, in the order of the indexes. */
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

    /** Those of the set from which no edge leads to another of it. */
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
