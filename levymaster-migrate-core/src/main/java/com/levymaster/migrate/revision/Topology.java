package com.levymaster.migrate.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
    private final int[][] dependsOn;
    private final int[][] needs;
    private final int[][] children;
    private final int[][] dependents;

    Topology(List<RevisionHeader> headers) {
        this(headers, new int[headers.size()][], new int[headers.size()][]);
        for (int i = 0; i < headers.size(); i++) {
            down[i] = parents(i);
            dependsOn[i] = dependencies(i);
        }
        connect();
    }

    private Topology(List<RevisionHeader> headers, int[][] down, int[][] dependsOn) {
        int size = headers.size();
        this.headers = List.copyOf(headers);
        this.down = down;
        this.dependsOn = dependsOn;
        needs = new int[size][];
        children = new int[size][];
        dependents = new int[size][];
        ids = new HashMap<>(2 * size);
        for (int i = 0; i < size; i++) {
            RevisionHeader header = headers.get(i);
            ids.putIfAbsent(header.id(), i);
            for (String label : header.labels()) {
                labels.putIfAbsent(label, i);
            }
        }
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

    private int[] dependencies(int self) {
        List<String> names = headers.get(self).dependsOn();
        if (names.isEmpty()) {
            return new int[0];
        }
        IntStream needed = names.stream().mapToInt(name -> Objects.requireNonNullElse(indexOf(name), self));
        return others(self, needed.filter(d -> Arrays.stream(down[self]).noneMatch(p -> p == d)));
    }

    private static int[] others(int self, IntStream indexes) {
        return indexes.filter(index -> index != self).distinct().toArray();
    }

    private void connect() {
        inverse(down, children);
        inverse(dependsOn, dependents);
        for (int i = 0; i < size(); i++) {
            needs[i] = concat(down[i], dependsOn[i]);
            dependents[i] = concat(children[i], dependents[i]);
        }
    }

    private static void inverse(int[][] edges, int[][] inverse) {
        int[] counts = new int[edges.length];
        for (int[] targets : edges) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        for (int i = 0; i < edges.length; i++) {
            inverse[i] = counts[i] == 0 ? new int[0] : new int[counts[i]];
        }
        for (int i = edges.length - 1; i >= 0; i--) {
            for (int target : edges[i]) {
                inverse[target][--counts[target]] = i;
            }
        }
    }

    private static int[] concat(int[] first, int[] second) {
        if (second.length == 0) {
            return first;
        }
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    Topology byName() {
        return new Topology(headers.stream().sorted(Order::byName).toList());
    }

    /** The same headers in another order. */
    Topology inOrder(int[] order) {
        int[] place = new int[order.length];
        List<RevisionHeader> ordered = new ArrayList<>(order.length);
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
            ordered.add(headers.get(order[i]));
        }
        Topology result = new Topology(ordered, moved(down, order, place), moved(dependsOn, order, place));
        result.connect();
        return result;
    }

    private static int[][] moved(int[][] edges, int[] order, int[] place) {
        int[][] moved = new int[order.length][];
        for (int i = 0; i < order.length; i++) {
            int[] targets = edges[order[i]].length == 0 ? new int[0] : edges[order[i]].clone();
            for (int k = 0; k < targets.length; k++) {
                targets[k] = place[targets[k]];
            }
            moved[i] = targets;
        }
        return moved;
    }

    int size() {
        return headers.size();
    }

    /** How many ids there are. */
    int distinct() {
        return ids.size();
    }

    /** Whether all that a header refers to is there, each named once. */
    boolean hasAll(int index) {
        RevisionHeader header = headers.get(index);
        return down[index].length == header.down().size()
                && dependsOn[index].length == header.dependsOn().size();
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

    boolean isUnlabelled() {
        return labels.isEmpty();
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
        for (int i = of.nextSetBit(0); i >= 0; i = of.nextSetBit(i + 1)) {
            boolean below = false;
            for (int upper : upwards[i]) {
                below |= of.get(upper);
            }
            tips.set(i, !below);
        }
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
        List<RevisionHeader> members = new ArrayList<>(set.cardinality());
        for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
            members.add(headers.get(i));
        }
        return List.copyOf(members);
    }

    List<String> ids(BitSet set) {
        return set.stream().mapToObj(this::id).toList();
    }
}
