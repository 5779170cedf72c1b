package com.levymaster.migrate.adopt;

import static com.levymaster.migrate.inspect.ServerDefinitions.key;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sorts the steps of a baseline so that each comes after those that create what it needs. */
final class CreationOrder {

    private final List<BaselineStep> steps;
    private final Map<String, Set<String>> dependencies;
    private final Map<String, Integer> creators = new HashMap<>();
    private final List<Set<Integer>> needs = new ArrayList<>();
    private final List<Integer> order;

    CreationOrder(List<BaselineStep> steps, Map<String, Set<String>> dependencies, DatabaseSchema schema) {
        this.steps = steps;
        this.dependencies = dependencies;
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            steps.get(i).creates().forEach(key -> creators.putIfAbsent(key, step));
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).operation() instanceof CreateTable create) {
                indexes(create.table(), i, schema);
            }
        }
        List<Set<String>> created = created();
        for (int i = 0; i < steps.size(); i++) {
            needs.add(needed(i, created.get(i)));
        }
        order = sort();
    }

    private void indexes(Table table, int step, DatabaseSchema schema) {
        table.indexes()
                .keySet()
                .forEach(index ->
                        creators.putIfAbsent(key("index", schema.schemaOf(table.name()), index), step));
    }

    /** The keys that each step creates; a table comes with those of its parts that no other step creates. */
    private List<Set<String>> created() {
        List<Set<String>> created = new ArrayList<>();
        steps.forEach(step -> created.add(new TreeSet<>(step.creates())));
        for (String key : dependencies.keySet()) {
            Integer creator = creator(key);
            if (creator != null) {
                created.get(creator).add(key);
            }
        }
        return created;
    }

    private @Nullable Integer creator(String key) {
        Integer explicit = creators.get(key);
        String[] names = key.split("\t");
        if (explicit != null || names.length < 3) {
            return explicit;
        }
        return switch (names[0]) {
            case "default", "constraint" -> creators.get(key("relation", names[1], names[2]));
            default -> null;
        };
    }

    private Set<Integer> needed(int step, Set<String> created) {
        Set<Integer> needed = new TreeSet<>();
        for (String key : created) {
            for (String other : dependencies.getOrDefault(key, Set.of())) {
                add(needed, step, other);
            }
        }
        steps.get(step).uses().forEach(other -> add(needed, step, other));
        return needed;
    }

    private void add(Set<Integer> needed, int step, String key) {
        Integer creator = creator(key);
        if (creator != null && creator != step) {
            needed.add(creator);
        }
    }

    private List<Integer> sort() {
        List<List<Integer>> dependents = new ArrayList<>();
        int[] open = new int[steps.size()];
        steps.forEach(step -> dependents.add(new ArrayList<>()));
        PriorityQueue<Integer> ready = new PriorityQueue<>(
                Comparator.comparing((Integer i) -> steps.get(i).rank()).thenComparing(i -> i));
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            open[i] = needs.get(i).size();
            needs.get(i).forEach(needed -> dependents.get(needed).add(step));
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        List<Integer> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            int step = ready.remove();
            sorted.add(step);
            for (int dependent : dependents.get(step)) {
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return sorted;
    }

    /** The operations in order. */
    List<Operation> sorted() {
        return order.stream().map(i -> steps.get(i).operation()).toList();
    }

    /** The steps that need themselves through others; empty if there is an order. */
    List<BaselineStep> circular() {
        BitSet left = new BitSet();
        left.set(0, steps.size());
        order.forEach(left::clear);
        List<BaselineStep> circular = new ArrayList<>();
        for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
            BitSet reached = new BitSet();
            reach(i, left, reached);
            if (reached.get(i)) {
                circular.add(steps.get(i));
            }
        }
        return circular;
    }

    private void reach(int from, BitSet left, BitSet reached) {
        for (int next : needs.get(from)) {
            if (left.get(next) && !reached.get(next)) {
                reached.set(next);
                reach(next, left, reached);
            }
        }
    }
}
