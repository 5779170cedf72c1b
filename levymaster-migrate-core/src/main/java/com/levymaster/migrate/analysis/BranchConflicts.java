package com.levymaster.migrate.analysis;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.Operation;
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
import org.jspecify.annotations.Nullable;

/** Finds objects that several branches change independently; different columns, constraints and indexes of one table do not conflict. */
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
            if (all.stream().anyMatch(one -> all.stream().anyMatch(one::conflictsWith))) {
                conflicts.add(new BranchConflict(
                        object.toString(),
                        all.stream().map(ObjectChange::change).toList()));
            }
        });
        return conflicts;
    }

    /**
     * The change of one revision to an object.
     *
     * @param sides the branches that contain the revision
     * @param added the column, constraint or index that it adds to a table; {@code null} for any other change
     */
    private record ObjectChange(
            Set<Integer> sides, @Nullable AffectedObject added, BranchConflict.Change change) {

        /** Neither branch contains the other's change, and they do more than to add different parts to one table. */
        boolean conflictsWith(ObjectChange other) {
            boolean differentParts = added != null && other.added != null && !added.equals(other.added);
            return Collections.disjoint(sides, other.sides) && !differentParts;
        }

        static ObjectChange of(
                Set<Integer> sides, RevisionHeader revision, Operation operation, AffectedObject subject) {
            boolean adds = operation instanceof ColumnOperation.AddColumn
                    || operation instanceof ConstraintOperation.AddConstraint
                    || operation instanceof IndexOperation.CreateIndex
                    || NamedObjects.addsPart(operation);
            return new ObjectChange(
                    sides, adds ? subject : null, new BranchConflict.Change(revision, operation.describe()));
        }
    }

    /** Returns the steps of only some of the branches of which it is not known what they change, with their revisions. */
    public List<BranchConflict.Change> unknown(List<RevisionHeader> tips) {
        List<Set<String>> sides =
                tips.stream().map(tip -> ancestors(List.of(tip.id()))).toList();
        Set<String> all = new LinkedHashSet<>();
        sides.forEach(all::addAll);
        List<BranchConflict.Change> unknown = new ArrayList<>();
        replay.recorded(all).forEach((revision, operations) -> {
            if (sidesOf(revision, sides).size() < sides.size()) {
                OperationList.leaves(operations)
                        .filter(operation -> OpaqueSql.defines(operation)
                                && NamedObjects.of(operation).isEmpty())
                        .forEach(operation -> unknown.add(new BranchConflict.Change(revision, operation.describe())));
            }
        });
        return unknown;
    }

    /** The revisions that only some of the branches have. */
    public Set<String> ownRevisions(List<RevisionHeader> tips) {
        List<Set<String>> sides =
                tips.stream().map(tip -> ancestors(List.of(tip.id()))).toList();
        Set<String> own = new LinkedHashSet<>();
        sides.forEach(own::addAll);
        own.removeIf(id -> sides.stream().allMatch(side -> side.contains(id)));
        return own;
    }

    private Map<ObjectName, List<ObjectChange>> touches(List<Set<String>> sides) {
        Set<String> all = new LinkedHashSet<>();
        sides.forEach(all::addAll);
        Map<ObjectName, List<ObjectChange>> touches = new TreeMap<>();
        replay.recorded(all).forEach((revision, operations) -> {
            Set<Integer> of = sidesOf(revision, sides);
            if (of.size() < sides.size()) {
                OperationList.leaves(operations)
                        .forEach(operation -> NamedObjects.of(operation)
                                .ifPresent(subject -> touches.computeIfAbsent(subject.object(), o -> new ArrayList<>())
                                        .add(ObjectChange.of(of, revision, operation, subject))));
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
