package com.levymaster.migrate.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Headers and their edges as indexes into one list: linear in time and memory, without recursion. References to missing
 * revisions and to the revision itself are left out; {@link GraphValidator} reports them.
 */
final class IndexedGraph {

    private final List<RevisionHeader> headers;
    private final Map<String, Integer> ids;
    private final Map<String, Integer> labels;
    private final Map<String, Integer> aliases = new HashMap<>();
    private final Replacements replacements;

    /** Maps the numbers of the headers in input order, as in the maps, to positions in the list. */
    private final int[] position;

    private final AdjacencyLists down;
    private final AdjacencyLists dependsOn;
    private final AdjacencyLists needs;
    private final AdjacencyLists children;
    private final AdjacencyLists dependents;
    private final Modules modules;

    IndexedGraph(List<RevisionHeader> headers, Replacements replacements) {
        this.headers = headers;
        this.replacements = replacements;
        ids = new HashMap<>(2 * headers.size());
        labels = new HashMap<>();
        position = IntStream.range(0, headers.size()).toArray();
        for (int i = 0; i < headers.size(); i++) {
            RevisionHeader header = headers.get(i);
            ids.putIfAbsent(header.id(), i);
            for (String label : header.labels()) {
                labels.putIfAbsent(label, i);
            }
        }
        replacements.aliases().forEach((alias, id) -> {
            Integer index = ids.get(id);
            if (index != null) {
                aliases.put(alias, index);
            }
        });
        down = edges(RevisionHeader::down, ids::get);
        dependsOn = edges(RevisionHeader::dependsOn, this::indexOf);
        needs = down.with(dependsOn);
        children = down.inverse();
        dependents = children.with(dependsOn.inverse());
        modules = new Modules(this);
    }

    private AdjacencyLists edges(
            Function<RevisionHeader, List<String>> names, Function<String, @Nullable Integer> indexOf) {
        return AdjacencyLists.of(size(), i -> indexes(names.apply(headers.get(i)), indexOf));
    }

    private static int[] indexes(List<String> names, Function<String, @Nullable Integer> indexOf) {
        int[] indexes = new int[names.size()];
        int found = 0;
        for (String name : names) {
            Integer index = indexOf.apply(name);
            if (index != null) {
                indexes[found++] = index;
            }
        }
        return found == indexes.length ? indexes : Arrays.copyOf(indexes, found);
    }

    /** Creates a copy with the headers in another order. */
    private IndexedGraph(IndexedGraph given, int[] order) {
        position = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
        }
        headers = Arrays.stream(order).mapToObj(given.headers::get).toList();
        ids = given.ids;
        labels = given.labels;
        aliases.putAll(given.aliases);
        replacements = given.replacements;
        down = given.down.inOrder(order, position);
        dependsOn = given.dependsOn.inOrder(order, position);
        needs = down.with(dependsOn);
        children = down.inverse();
        dependents = children.with(dependsOn.inverse());
        modules = new Modules(this);
    }

    IndexedGraph byName() {
        return new IndexedGraph(
                headers.stream().sorted(TopologicalOrder::byName).toList(), replacements);
    }

    IndexedGraph inOrder(int[] order) {
        return new IndexedGraph(this, order);
    }

    int size() {
        return headers.size();
    }

    /** Returns the number of ids. */
    int distinct() {
        return ids.size();
    }

    /** Whether all references exist and no parent is named twice. */
    boolean hasAll() {
        int named = 0;
        for (RevisionHeader header : headers) {
            named += header.down().size() + header.dependsOn().size();
        }
        return named == needs.total();
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
        return placed(ids.get(id));
    }

    /** Finds a revision by id, then by label. */
    @Nullable
    Integer indexOf(String name) {
        Integer byId = ids.get(name);
        Integer byName = byId != null ? byId : labels.get(name);
        return placed(byName != null ? byName : aliases.get(name));
    }

    /** The revisions of which this graph has some, and others in their place. */
    Replacements replacements() {
        return replacements;
    }

    private @Nullable Integer placed(@Nullable Integer number) {
        return number == null ? null : position[number];
    }

    /** The modules that the revisions belong to. */
    Modules modules() {
        return modules;
    }

    boolean isUnlabelled() {
        return labels.isEmpty();
    }

    boolean isLabel(String name) {
        return labels.containsKey(name);
    }

    AdjacencyLists down() {
        return down;
    }

    /** Parents first, then dependencies. */
    AdjacencyLists needs() {
        return needs;
    }

    AdjacencyLists children() {
        return children;
    }

    /** Children first, then those that name it in their dependsOn. */
    AdjacencyLists dependents() {
        return dependents;
    }

    // The methods below rely on topological order: one pass over the bits is enough.

    BitSet ancestors(BitSet of) {
        return needs.down(of);
    }

    BitSet dependents(BitSet of) {
        return dependents.up(of);
    }

    BitSet downAncestors(int of) {
        return down.down(only(of));
    }

    BitSet downDescendants(BitSet of) {
        return children.up(of);
    }

    /** Returns the revision, its ancestors and its descendants, over parents only. */
    BitSet line(int of) {
        BitSet line = downAncestors(of);
        line.or(downDescendants(only(of)));
        return line;
    }

    /** Returns the members of the set that no other member needs. */
    BitSet tips(BitSet of) {
        return dependents.tips(of);
    }

    /** Returns the members of the set that are not a parent of another member. */
    BitSet downTips(BitSet of) {
        return children.tips(of);
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
