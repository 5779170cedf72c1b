package com.levymaster.migrate.revision;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The modules of a graph, whose branches stay apart. The revisions of no module are apart from those of modules, too. */
final class Modules {

    private static final String NONE = "";

    private final IndexedGraph revisions;
    private final SortedMap<String, BitSet> members = new TreeMap<>();

    Modules(IndexedGraph revisions) {
        this.revisions = revisions;
        for (int i = 0; i < revisions.size(); i++) {
            members.computeIfAbsent(revisions.header(i).module(), name -> new BitSet())
                    .set(i);
        }
    }

    /** The module that all of these belong to; empty if there is none. */
    static String common(Collection<RevisionHeader> headers) {
        Set<String> names = headers.stream().map(RevisionHeader::module).collect(Collectors.toSet());
        return names.size() == 1 ? names.iterator().next() : NONE;
    }

    /** The names of the modules, sorted. */
    NavigableSet<String> names() {
        NavigableSet<String> names = new TreeSet<>(members.keySet());
        names.remove(NONE);
        return names;
    }

    /** Returns the revisions of a module; {@code null} if there is none of this name. */
    @Nullable
    BitSet members(String name) {
        return name.isEmpty() ? null : members.get(name);
    }

    /** Returns the revisions of a module that are no parent of another one of it. */
    BitSet heads(BitSet module) {
        return revisions.downTips(module);
    }

    /** Returns the revisions of a module that have no parent in it. */
    BitSet roots(BitSet module) {
        BitSet roots = new BitSet();
        module.stream().filter(i -> !revisions.down().any(i, module)).forEach(roots::set);
        return roots;
    }

    /** Returns the heads of all modules. */
    BitSet heads() {
        BitSet heads = new BitSet();
        members.values().forEach(module -> heads.or(heads(module)));
        return heads;
    }

    /** Returns the heads of the modules that have several, which are to be joined: one module after the other. */
    List<BitSet> competing() {
        return members.values().stream()
                .map(this::heads)
                .filter(heads -> heads.cardinality() > 1)
                .toList();
    }
}
