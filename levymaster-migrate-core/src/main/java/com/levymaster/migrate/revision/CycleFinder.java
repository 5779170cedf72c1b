package com.levymaster.migrate.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds cycles: removes acyclic nodes, follows the rest until a node repeats, reports and removes that cycle, and
 * repeats.
 */
final class CycleFinder {

    private final AdjacencyLists needs;
    private final AdjacencyLists users;
    private final int[] open;
    private final BitSet unsettled = new BitSet();

    private CycleFinder(AdjacencyLists needs) {
        this.needs = needs;
        users = needs.inverse();
        open = IntStream.range(0, needs.size()).map(needs::count).toArray();
        unsettled.set(0, needs.size());
    }

    /**
     * Finds cycles without common members, each in the order in which one node needs the next.
     *
     * @param apart nodes to leave out
     */
    static List<List<Integer>> in(AdjacencyLists needs, BitSet apart) {
        CycleFinder cycles = new CycleFinder(needs);
        for (int i = 0; i < needs.size(); i++) {
            if (cycles.open[i] == 0 || apart.get(i)) {
                cycles.settle(i);
            }
        }
        List<List<Integer>> found = new ArrayList<>();
        while (!cycles.unsettled.isEmpty()) {
            List<Integer> cycle = cycles.cycleFrom(cycles.unsettled.nextSetBit(0));
            cycle.forEach(cycles::settle);
            found.add(cycle);
        }
        return found;
    }

    private void settle(int index) {
        Deque<Integer> ready = new ArrayDeque<>(List.of(index));
        while (!ready.isEmpty()) {
            int next = ready.pop();
            if (unsettled.get(next)) {
                unsettled.clear(next);
                Arrays.stream(users.of(next)).filter(user -> --open[user] == 0).forEach(ready::push);
            }
        }
    }

    private List<Integer> cycleFrom(int start) {
        List<Integer> path = new ArrayList<>();
        int[] seenAt = new int[needs.size()];
        int at = start;
        while (seenAt[at] == 0) {
            path.add(at);
            seenAt[at] = path.size();
            at = Arrays.stream(needs.of(at)).filter(unsettled::get).findFirst().orElseThrow();
        }
        return List.copyOf(path.subList(seenAt[at] - 1, path.size()));
    }
}
