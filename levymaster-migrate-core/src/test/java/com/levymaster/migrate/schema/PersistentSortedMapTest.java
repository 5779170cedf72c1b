package com.levymaster.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PersistentSortedMapTest {

    @Test
    void is_what_a_tree_map_is_after_any_changes_and_stays_it_after_more() {
        Random random = new Random(42);
        Map<Integer, String> expected = new TreeMap<>();
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.of(expected);
        List<Map<Integer, String>> before = new ArrayList<>();
        List<PersistentSortedMap<Integer, String>> maps = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            int key = random.nextInt(400);
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                map = map.without(key);
            } else {
                expected.put(key, "v" + i);
                map = map.with(key, "v" + i);
            }
            if (i % 100 == 0) {
                before.add(new TreeMap<>(expected));
                maps.add(map);
            }
        }

        assertThat(maps).isEqualTo(before);
        assertThat(maps)
                .extracting(m -> List.copyOf(m.keySet()))
                .isEqualTo(before.stream().map(m -> List.copyOf(m.keySet())).toList());
        assertThat(map.subMap(100, 200)).isEqualTo(new TreeMap<>(expected).subMap(100, 200));
        assertThat(map.firstKey()).isEqualTo(new TreeMap<>(expected).firstKey());
        assertThat(map.lastKey()).isEqualTo(new TreeMap<>(expected).lastKey());
    }

    @Test
    void shares_with_the_map_before() {
        Map<Integer, String> many = new TreeMap<>();
        for (int i = 0; i < 100_000; i++) {
            many.put(i, "v");
        }
        PersistentSortedMap<Integer, String> map = PersistentSortedMap.of(many);

        assertThat(PersistentSortedMap.of(map)).isSameAs(map);
        assertThat(map.without(100_000)).isSameAs(map);
        assertThat(map.with(5, "w").get(5)).isEqualTo("w");
        assertThat(map.get(5)).isEqualTo("v");
    }
}
