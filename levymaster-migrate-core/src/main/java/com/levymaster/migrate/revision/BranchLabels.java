package com.levymaster.migrate.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which labels cover a revision: those of its ancestors over parents, its own, and those of its descendants as long as
 * there is no branch point up to the head (Alembic's rule).
 */
final class BranchLabels {

    private final List<Set<String>> covering;

    BranchLabels(IndexedGraph revisions) {
        if (revisions.isUnlabelled()) {
            covering = Collections.nCopies(revisions.size(), Set.of());
            return;
        }
        List<Set<String>> fromBelow = new ArrayList<>(revisions.size());
        for (int i = 0; i < revisions.size(); i++) {
            fromBelow.add(fromBelow(revisions, i, fromBelow));
        }
        List<Set<String>> fromAbove = new ArrayList<>(Collections.nCopies(revisions.size(), Set.of()));
        boolean[] straight = new boolean[revisions.size()];
        for (int i = revisions.size() - 1; i >= 0; i--) {
            int[] children = revisions.children().of(i);
            boolean alone =
                    revisions.dependents().count(i) <= 1 && revisions.down().count(i) <= 1;
            straight[i] = alone && (children.length == 0 || straight[children[0]]);
            if (straight[i] && children.length > 0) {
                int child = children[0];
                fromAbove.set(
                        i, union(fromAbove.get(child), revisions.header(child).labels()));
            }
        }
        covering = new ArrayList<>(revisions.size());
        for (int i = 0; i < revisions.size(); i++) {
            covering.add(union(fromBelow.get(i), fromAbove.get(i)));
        }
    }

    Set<String> of(int index) {
        return covering.get(index);
    }

    private static Set<String> fromBelow(IndexedGraph revisions, int index, List<Set<String>> below) {
        Set<String> labels = Set.of();
        for (int parent : revisions.down().of(index)) {
            labels = union(labels, below.get(parent));
        }
        return union(labels, revisions.header(index).labels());
    }

    /** Shares sets: on a long line without labels every revision has the same set. */
    private static Set<String> union(Set<String> labels, Collection<String> more) {
        if (more.isEmpty() || labels.containsAll(more)) {
            return labels;
        }
        Set<String> union = new TreeSet<>(labels);
        union.addAll(more);
        return Collections.unmodifiableSet(union);
    }
}
