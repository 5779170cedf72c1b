package com.levymaster.migrate.plan;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.sql.ReferencedNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is done with repeatables around the revisions of a plan.
 *
 * @param removedBefore removed before the first revision, since one drops, renames or retypes what they name
 * @param removedAfter removed after the last revision, to be applied anew
 * @param applied applied then, each after those that it depends on
 * @param forgotten of which only the record is removed in the end, since a revision has dropped what they created
 */
public record RepeatablePlan(
        List<Repeatable> removedBefore,
        List<Repeatable> removedAfter,
        List<Repeatable> applied,
        List<Repeatable> forgotten) {

    /** Nothing is done. */
    public static final RepeatablePlan NONE = new RepeatablePlan(List.of(), List.of(), List.of(), List.of());

    public RepeatablePlan {
        removedBefore = List.copyOf(removedBefore);
        removedAfter = List.copyOf(removedAfter);
        applied = List.copyOf(applied);
        forgotten = List.copyOf(forgotten);
    }

    /**
     * Prepares what is done before and after the revisions of a plan, in the order in which all of it runs.
     *
     * @param revisions prepares those of the plan, once what is removed before them is prepared
     */
    public List<PreparedRevision> around(PlanPreparer preparer, Supplier<List<PreparedRevision>> revisions) {
        List<PreparedRevision> prepared = new ArrayList<>();
        prepared.addAll(preparer.prepare(definitions(removedBefore), Direction.DOWNGRADE));
        prepared.addAll(revisions.get());
        prepared.addAll(preparer.prepare(definitions(removedAfter), Direction.DOWNGRADE));
        prepared.addAll(preparer.prepare(definitions(applied), Direction.UPGRADE));
        prepared.addAll(preparer.prepare(
                forgotten.stream().map(RepeatablePlan::withoutSteps).toList(), Direction.DOWNGRADE));
        return prepared;
    }

    private static RevisionDefinition withoutSteps(Repeatable repeatable) {
        RevisionDefinition definition = repeatable.definition();
        return new RevisionDefinition(definition.header(), definition.options(), NoSteps::new, repeatable.content());
    }

    private static List<RevisionDefinition> definitions(List<Repeatable> repeatables) {
        return repeatables.stream().map(Repeatable::definition).toList();
    }

    /**
     * Plans.
     *
     * @param recorded what is applied now
     * @param others what is applied too, is there, and the application does not have: a file that was deleted. It is removed
     *     with those that it depends on, and then applied as it was, unless a revision drops it, or a file of another name
     *     creates the same
     * @param target what is to be applied after the revisions
     * @param revisions that run in between
     */
    public static RepeatablePlan of(
            Collection<Repeatable> recorded,
            Collection<Repeatable> others,
            Collection<Repeatable> target,
            List<PreparedRevision> revisions) {
        Names changed = Names.of(revisions);
        AppliedRepeatables applied =
                AppliedRepeatables.of(recorded.stream().map(Repeatable::content).toList());
        Map<String, Repeatable> now = new HashMap<>();
        recorded.forEach(repeatable -> now.put(repeatable.name(), repeatable));
        List<Repeatable> present =
                Repeatables.ordered(Stream.concat(recorded.stream(), without(created(recorded), others))
                        .toList());
        Set<String> broken = dependents(present, changed.broken(recorded));
        Set<String> elsewhere = created(target);
        elsewhere.addAll(changed.dropped());
        List<Repeatable> wanted = Repeatables.ordered(
                Stream.concat(target.stream(), without(elsewhere, others)).toList());
        Set<String> due = new HashSet<>(broken);
        for (Repeatable repeatable : target) {
            Repeatable before = now.get(repeatable.name());
            if (before == null
                    || !applied.has(repeatable.content())
                    || changed.touch(repeatable)
                    || changed.touch(before)) {
                due.add(repeatable.name());
            }
        }
        Set<String> all = dependents(wanted, due);
        List<Repeatable> reversed = new ArrayList<>(present);
        Collections.reverse(reversed);
        return new RepeatablePlan(
                reversed.stream()
                        .filter(Repeatable::removable)
                        .filter(r -> broken.contains(r.name()))
                        .toList(),
                reversed.stream()
                        .filter(Repeatable::removable)
                        .filter(r -> !broken.contains(r.name()) && isDue(r, wanted, all))
                        .toList(),
                wanted.stream().filter(r -> all.contains(r.name())).toList(),
                others.stream()
                        .filter(other -> !Collections.disjoint(changed.dropped(), other.created()))
                        .filter(other -> !other.removable() || !broken.contains(other.name()))
                        .toList());
    }

    private static Set<String> created(Collection<Repeatable> repeatables) {
        return repeatables.stream()
                .flatMap(each -> each.created().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Stream<Repeatable> without(Set<String> names, Collection<Repeatable> repeatables) {
        return repeatables.stream().filter(each -> Collections.disjoint(names, each.created()));
    }

    private static boolean isDue(Repeatable repeatable, List<Repeatable> wanted, Set<String> due) {
        return due.contains(repeatable.name())
                && wanted.stream().anyMatch(r -> r.name().equals(repeatable.name()));
    }

    /** These, and all that depend on them. */
    private static Set<String> dependents(List<Repeatable> ordered, Set<String> names) {
        Set<String> all = new HashSet<>(names);
        for (Repeatable repeatable : ordered) {
            if (repeatable.dependsOn().stream().anyMatch(all::contains)) {
                all.add(repeatable.name());
            }
        }
        return all;
    }

    /** What is done with a repeatable of which only the record is removed. */
    private static final class NoSteps implements Migration {

        @Override
        public void upgrade(Operations op) {
            // it is there, or is no more wanted
        }

        @Override
        public void downgrade(Operations op) {
            // a revision has dropped what it created
        }
    }

    /** What the SQL of revisions names, what of it destructive statements name, and what it drops itself. */
    private record Names(Set<String> all, Set<String> destructive, Set<String> dropped) {

        static Names of(List<PreparedRevision> revisions) {
            Set<String> all = new HashSet<>();
            Set<String> destructive = new HashSet<>();
            Set<String> dropped = new HashSet<>();
            revisions.stream()
                    .flatMap(revision -> revision.steps().stream())
                    .flatMap(step -> step.statements().stream())
                    .map(SqlStatement::sql)
                    .forEach(sql -> {
                        Set<String> names = ReferencedNames.of(sql);
                        all.addAll(names);
                        ReferencedNames.subject("drop", sql).ifPresent(dropped::add);
                        if (ReferencedNames.isDestructive(sql)) {
                            destructive.addAll(names);
                        }
                    });
            return new Names(all, destructive, dropped);
        }

        boolean touch(Repeatable repeatable) {
            return !Collections.disjoint(all, repeatable.names());
        }

        /** Without those that a revision drops itself, as a draft does around the change of a column. */
        Set<String> broken(Collection<Repeatable> present) {
            Set<String> names = new HashSet<>();
            present.stream()
                    .filter(Repeatable::removable)
                    .filter(r -> !Collections.disjoint(destructive, r.names()))
                    .filter(r -> Collections.disjoint(dropped, r.created()))
                    .forEach(r -> names.add(r.name()));
            return names;
        }
    }
}
