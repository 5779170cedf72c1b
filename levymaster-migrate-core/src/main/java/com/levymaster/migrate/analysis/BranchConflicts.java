package com.levymaster.migrate.analysis;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds objects that several branches change independently. */
public final class BranchConflicts {

    private final RevisionGraph graph;
    private final RevisionReplay replay;

    /** Creates an analysis of the branches of this graph. */
    public BranchConflicts(RevisionGraph graph, RevisionReplay replay) {
        this.graph = graph;
        this.replay = replay;
    }

    /**
     * Returns the conflicts between branches.
     *
     * @param tips the revisions to merge
     */
    public List<BranchConflict> between(List<RevisionHeader> tips) {
        List<Set<String>> sides =
                tips.stream().map(tip -> ancestors(List.of(tip.id()))).toList();
        Map<ObjectName, List<ObjectChange>> touches = touches(sides);
        List<BranchConflict> conflicts = new ArrayList<>();
        touches.forEach((object, all) -> {
            if (all.stream().anyMatch(one -> all.stream().anyMatch(one::knowsNothingOf))) {
                conflicts.add(new BranchConflict(
                        object.toString(),
                        all.stream().map(ObjectChange::change).toList()));
            }
        });
        return conflicts;
    }

    /** The change of one revision to an object, and the branches that contain the revision. */
    private record ObjectChange(Set<Integer> sides, BranchConflict.Change change) {

        boolean knowsNothingOf(ObjectChange other) {
            return Collections.disjoint(sides, other.sides);
        }
    }

    private Map<ObjectName, List<ObjectChange>> touches(List<Set<String>> sides) {
        Set<String> all = new LinkedHashSet<>();
        sides.forEach(all::addAll);
        Map<ObjectName, List<ObjectChange>> touches = new TreeMap<>();
        replay.recorded(all).forEach((revision, operations) -> {
            Set<Integer> of = sidesOf(revision, sides);
            if (of.size() < sides.size()) {
                OperationList.leaves(operations)
                        .forEach(operation -> AffectedObject.of(operation)
                                .ifPresent(subject -> touches.computeIfAbsent(subject.object(), o -> new ArrayList<>())
                                        .add(new ObjectChange(
                                                of, new BranchConflict.Change(revision, operation.describe())))));
            }
        });
        return touches;
    }

    private static Set<Integer> sidesOf(RevisionHeader revision, List<Set<String>> sides) {
        Set<Integer> of = new HashSet<>();
        for (int side = 0; side < sides.size(); side++) {
            if (sides.get(side).contains(revision.id())) {
                of.add(side);
            }
        }
        return of;
    }

    private Set<String> ancestors(List<String> ids) {
        Set<String> ancestors = new LinkedHashSet<>();
        graph.ancestors(ids).forEach(header -> ancestors.add(header.id()));
        return ancestors;
    }
}
