package com.levymaster.migrate.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A graph drawn by lot, with a second, slow and simple way to answer questions about it. */
final class RandomGraph {

    private final Random random;
    private final List<RevisionHeader> headers = new ArrayList<>();
    private final Map<String, Set<String>> needs = new HashMap<>();

    RandomGraph(long seed) {
        random = new Random(seed);
        int size = 1 + random.nextInt(24);
        for (int i = 0; i < size; i++) {
            String id = Integer.toHexString(0x10000 + random.nextInt(0xf0000)) + Integer.toHexString(i);
            List<String> down = random.nextInt(8) == 0 ? List.of() : some(random.nextInt(4) == 0 ? 2 : 1);
            List<String> dependsOn = random.nextInt(5) == 0 ? some(2) : List.of();
            List<String> labels = random.nextInt(6) == 0 ? List.of("label" + i) : List.of();
            headers.add(new RevisionHeader(id, down, dependsOn, labels, "message " + i));
            Set<String> needed = new HashSet<>(down);
            needed.addAll(dependsOn);
            needs.put(id, needed);
        }
    }

    /** The later of the earlier ones rather than the earlier, so that lines grow long. */
    private List<String> some(int atMost) {
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < atMost && !headers.isEmpty(); i++) {
            int back = Math.min(headers.size(), 1 + random.nextInt(4));
            ids.add(headers.get(headers.size() - back).id());
        }
        return List.copyOf(ids);
    }

    List<RevisionHeader> headers() {
        return headers;
    }

    List<RevisionHeader> shuffled() {
        List<RevisionHeader> shuffled = new ArrayList<>(headers);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Closed under what it needs. */
    Set<String> applied() {
        Set<String> applied = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            applied.addAll(ancestors(id()));
        }
        return applied;
    }

    String id() {
        return headers.get(random.nextInt(headers.size())).id();
    }

    Set<String> ids() {
        return needs.keySet();
    }

    Set<String> ancestors(String id) {
        Set<String> ancestors = new TreeSet<>(Set.of(id));
        needs.getOrDefault(id, Set.of()).forEach(needed -> ancestors.addAll(ancestors(needed)));
        return ancestors;
    }

    Set<String> ancestors(Set<String> ids) {
        Set<String> ancestors = new TreeSet<>();
        ids.forEach(id -> ancestors.addAll(ancestors(id)));
        return ancestors;
    }

    /** Some of it makes sense, most does not. */
    String target() {
        List<String> pieces = List.of(
                id(),
                id().substring(0, 4),
                "label" + random.nextInt(24),
                "head",
                "heads",
                "base",
                "@",
                "+1",
                "-1",
                "-2",
                "+",
                ":",
                "current",
                "3",
                "zz");
        StringBuilder target = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            target.append(pieces.get(random.nextInt(pieces.size())));
        }
        return target.toString();
    }
}
