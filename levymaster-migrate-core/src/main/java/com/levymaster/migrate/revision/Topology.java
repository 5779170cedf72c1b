package com.levymaster.migrate.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Headers and their edges as indexes into one list: linear in time and memory, and never recursive. References to
 * nothing and to itself are left out; {@link GraphFaults} reports them.
 */
final class Topology {

    private final List<RevisionHeader> headers;
    private final Map<String, Integer> ids;
    private final Map<String, Integer> labels = new HashMap<>();
    private final int[][] down;
    private final int[][] needs;
    private final int[][] children;
    private final int[][] dependents;

    Topology(List<RevisionHeader> headers) {
        this.headers = List.copyOf(headers);
        int size = headers.size();
        ids = new HashMap<>(2 * size);
        for (int i = 0; i < size; i++) {
            ids.putIfAbsent(headers.get(i).id(), i);
            for (String label : headers.get(i).labels()) {
                labels.putIfAbsent(label, i);
            }
        }
        down = new int[size][];
        needs = new int[size][];
        int[][] dependsOn = new int[size][];
        for (int i = 0; i < size; i++) {
            down[i] = parents(i);
            dependsOn[i] = dependencies(i, down[i]);
            needs[i] = concat(down[i], dependsOn[i]);
        }
        children = inverse(down);
        dependents = inverse(dependsOn);
        Arrays.setAll(dependents, i -> concat(children[i], dependents[i]));
    }

    /** Most revisions have one parent and no dependency: those take no detour. */
    private int[] parents(int self) {
        List<String> names = headers.get(self).down();
        if (names.size() == 1) {
            int parent = ids.getOrDefault(names.get(0), self);
            return parent == self ? new int[0] : new int[] {parent};
        }
        return others(self, names.stream().mapToInt(id -> ids.getOrDefault(id, self)));
    }

    private int[] dependencies(int self, int[] parents) {
        List<String> names = headers.get(self).dependsOn();
        if (names.isEmpty()) {
            return new int[0];
        }
        IntStream needed = names.stream().mapToInt(name -> Objects.requireNonNullElse(indexOf(name), self));
        return others(self, needed.filter(d -> Arrays.stream(parents).noneMatch(p -> p == d)));
    }

    private static int[] others(int self, IntStream indexes) {
        return indexes.filter(index -> index != self).distinct().toArray();
    }

    private static int[][] inverse(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] targets : edges) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        int[][] inverse = new int[edges.length][];
        Arrays.setAll(inverse, i -> new int[counts[i]]);
        for (int i = edges.length - 1; i >= 0; i--) {
            for (int target : edges[i]) {
                inverse[target][--counts[target]] = i;
            }
        }
        return inverse;
    }

    private static int[] concat(int[] first, int[] second) {
        if (second.length == 0) {
            return first;
        }
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * The same headers, every one after all that it needs. A line is finished before the next begins, and where there is
     * a choice the earlier header of this list goes first. Headers on or above a cycle are missing.
     */
    Topology sorted() {
        int[] open = Arrays.stream(needs).mapToInt(needed -> needed.length).toArray();
        List<RevisionHeader> order = new ArrayList<>(size());
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = size() - 1; i >= 0; i--) {
            if (open[i] == 0) {
                ready.push(i);
            }
        }
        while (!ready.isEmpty()) {
            int next = ready.pop();
            order.add(headers.get(next));
            int[] waiting = dependents[next];
            for (int i = waiting.length - 1; i >= 0; i--) {
                if (--open[waiting[i]] == 0) {
                    ready.push(waiting[i]);
                }
            }
        }
        return new Topology(order);
    }

    int size() {
        return headers.size();
    }

    List<RevisionHeader> headers() {
        return headers;
    }

    RevisionHeader header(int index) {
        return headers.get(index);
    }

    String id(int index) {
        return headers.get(index).id();
    }

    @Nullable
    Integer indexOfId(String id) {
        return ids.get(id);
    }

    /** By id, then by label. */
    @Nullable
    Integer indexOf(String name) {
        Integer byId = ids.get(name);
        return byId != null ? byId : labels.get(name);
    }

    boolean isLabel(String name) {
        return labels.containsKey(name);
    }

    int[][] downEdges() {
        return down;
    }

    int[][] needEdges() {
        return needs;
    }

    int[] down(int index) {
        return down[index];
    }

    int[] needs(int index) {
        return needs[index];
    }

    int[] children(int index) {
        return children[index];
    }

    /** Children first, then those that name it in their dependsOn. */
    int[] dependents(int index) {
        return dependents[index];
    }

    // What follows uses that every header stands after all that it needs: one pass over the bits is enough.

    BitSet ancestors(BitSet of) {
        return closeDown(of, needs);
    }

    BitSet dependents(BitSet of) {
        return closeUp(of, dependents);
    }

    BitSet downAncestors(int of) {
        return closeDown(only(of), down);
    }

    BitSet downDescendants(BitSet of) {
        return closeUp(of, children);
    }

    /** Itself and its ancestors and descendants over parents only. */
    BitSet line(int of) {
        BitSet line = downAncestors(of);
        line.or(downDescendants(only(of)));
        return line;
    }

    /** Those of the set that no other of it needs. */
    BitSet tips(BitSet of) {
        return tips(of, dependents);
    }

    /** Those of the set that no other of it has as a parent. */
    BitSet downTips(BitSet of) {
        return tips(of, children);
    }

    private static BitSet tips(BitSet of, int[][] upwards) {
        BitSet tips = new BitSet();
        of.stream().filter(i -> Arrays.stream(upwards[i]).noneMatch(of::get)).forEach(tips::set);
        return tips;
    }

    private static BitSet closeDown(BitSet of, int[][] edges) {
        BitSet closed = (BitSet) of.clone();
        for (int i = closed.length() - 1; i >= 0; i = closed.previousSetBit(i - 1)) {
            for (int lower : edges[i]) {
                closed.set(lower);
            }
        }
        return closed;
    }

    private static BitSet closeUp(BitSet of, int[][] edges) {
        BitSet closed = (BitSet) of.clone();
        for (int i = closed.nextSetBit(0); i >= 0; i = closed.nextSetBit(i + 1)) {
            for (int upper : edges[i]) {
                closed.set(upper);
            }
        }
        return closed;
    }

    BitSet all() {
        BitSet all = new BitSet();
        all.set(0, size());
        return all;
    }

    static BitSet only(int index) {
        BitSet one = new BitSet();
        one.set(index);
        return one;
    }

    static BitSet minus(BitSet set, BitSet without) {
        BitSet rest = (BitSet) set.clone();
        rest.andNot(without);
        return rest;
    }

    static BitSet both(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    List<RevisionHeader> headers(BitSet set) {
        return set.stream().mapToObj(headers::get).toList();
    }

    List<String> ids(BitSet set) {
        return set.stream().mapToObj(this::id).toList();
    }
}
