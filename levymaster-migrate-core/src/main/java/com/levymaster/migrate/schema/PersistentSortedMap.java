package com.levymaster.migrate.schema;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map. Copies with one change share all but a few nodes with the original, so that a thousand
 * operations on a thousand tables do not create a million entries.
 *
 * @see <a href="https://doi.org/10.1017/S0956796800000885">S. Adams: Efficient sets, a balancing act</a>
 */
final class PersistentSortedMap<K extends Comparable<K>, V> extends AbstractMap<K, V> implements SortedMap<K, V> {

    /** How many times larger one side of a node may be than the other. */
    private static final int DELTA = 3;

    /** The ratio from which the inner grandchild is too large for a single rotation. */
    private static final int RATIO = 2;

    private final @Nullable Node<K, V> root;

    private PersistentSortedMap(@Nullable Node<K, V> root) {
        this.root = root;
    }

    private record Node<K, V>(
            Entry<K, V> entry,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right,
            int size) {}

    /** Returns the map itself if it is persistent. */
    static <K extends Comparable<K>, V> PersistentSortedMap<K, V> of(Map<K, V> map) {
        if (map instanceof PersistentSortedMap<K, V> shared) {
            return shared;
        }
        List<Entry<K, V>> entries = new ArrayList<>(map.size());
        map.forEach((key, value) -> entries.add(Map.entry(key, value)));
        if (!(map instanceof SortedMap<K, V>)) {
            entries.sort(Entry.comparingByKey());
        }
        return new PersistentSortedMap<>(built(entries));
    }

    PersistentSortedMap<K, V> with(K key, V value) {
        return new PersistentSortedMap<>(put(root, Map.entry(key, value)));
    }

    PersistentSortedMap<K, V> without(K key) {
        return containsKey(key) ? new PersistentSortedMap<>(removed(root, key)) : this;
    }

    @Override
    public int size() {
        return size(root);
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Node<K, V> node = find(key);
        return node == null ? null : node.entry.getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) != null;
    }

    @SuppressWarnings("unchecked") // like TreeMap: a key of another type fails in the comparison
    private @Nullable Node<K, V> find(@Nullable Object key) {
        Node<K, V> node = key == null ? null : root;
        while (node != null && key != null) {
            int order = ((K) key).compareTo(node.entry.getKey());
            if (order == 0) {
                return node;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
                return new Walk<>(root);
            }

            @Override
            public int size() {
                return PersistentSortedMap.this.size();
            }
        };
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return null;
    }

    @Override
    public SortedMap<K, V> subMap(K from, K to) {
        return copy().subMap(from, to);
    }

    @Override
    public SortedMap<K, V> headMap(K to) {
        return copy().headMap(to);
    }

    @Override
    public SortedMap<K, V> tailMap(K from) {
        return copy().tailMap(from);
    }

    private SortedMap<K, V> copy() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(this));
    }

    @Override
    public K firstKey() {
        return entrySet().iterator().next().getKey();
    }

    @Override
    public K lastKey() {
        return copy().lastKey();
    }

    private static final class Walk<K, V> implements Iterator<Entry<K, V>> {

        private final Deque<Node<K, V>> open = new ArrayDeque<>();

        Walk(@Nullable Node<K, V> root) {
            descend(root);
        }

        private void descend(@Nullable Node<K, V> from) {
            for (Node<K, V> node = from; node != null; node = node.left) {
                open.push(node);
            }
        }

        @Override
        public boolean hasNext() {
            return !open.isEmpty();
        }

        @Override
        public Entry<K, V> next() {
            if (open.isEmpty()) {
                throw new NoSuchElementException();
            }
            Node<K, V> node = open.pop();
            descend(node.right);
            return node.entry;
        }
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static <K, V> Node<K, V> node(Entry<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(entry, left, right, size(left) + size(right) + 1);
    }

    private static <K, V> @Nullable Node<K, V> built(List<Entry<K, V>> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        int middle = entries.size() / 2;
        return node(
                entries.get(middle),
                built(entries.subList(0, middle)),
                built(entries.subList(middle + 1, entries.size())));
    }

    private static <K extends Comparable<K>, V> Node<K, V> put(@Nullable Node<K, V> node, Entry<K, V> entry) {
        if (node == null) {
            return node(entry, null, null);
        }
        int order = entry.getKey().compareTo(node.entry.getKey());
        if (order == 0) {
            return node(entry, node.left, node.right);
        }
        return order < 0
                ? balanced(node.entry, put(node.left, entry), node.right)
                : balanced(node.entry, node.left, put(node.right, entry));
    }

    private static <K extends Comparable<K>, V> @Nullable Node<K, V> removed(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.entry.getKey());
        if (order != 0) {
            return order < 0
                    ? balanced(node.entry, removed(node.left, key), node.right)
                    : balanced(node.entry, node.left, removed(node.right, key));
        }
        if (node.left == null || node.right == null) {
            return node.left == null ? node.right : node.left;
        }
        Entry<K, V> next = new Walk<>(node.right).next();
        return balanced(next, node.left, removed(node.right, next.getKey()));
    }

    private static <K, V> Node<K, V> balanced(
            Entry<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (size(left) + size(right) > 1) {
            if (right != null && size(right) > DELTA * size(left)) {
                return leftward(entry, left, right);
            }
            if (left != null && size(left) > DELTA * size(right)) {
                return rightward(entry, left, right);
            }
        }
        return node(entry, left, right);
    }

    private static <K, V> Node<K, V> leftward(Entry<K, V> entry, @Nullable Node<K, V> left, Node<K, V> right) {
        Node<K, V> inner = right.left;
        return inner == null || size(inner) < RATIO * size(right.right)
                ? node(right.entry, node(entry, left, inner), right.right)
                : node(inner.entry, node(entry, left, inner.left), node(right.entry, inner.right, right.right));
    }

    private static <K, V> Node<K, V> rightward(Entry<K, V> entry, Node<K, V> left, @Nullable Node<K, V> right) {
        Node<K, V> inner = left.right;
        return inner == null || size(inner) < RATIO * size(left.left)
                ? node(left.entry, left.left, node(entry, inner, right))
                : node(inner.entry, node(left.entry, left.left, inner.left), node(entry, inner.right, right));
    }
}
