package com.levymaster.migrate.explorer;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of a database between two commands, when nobody holds the lock.
 *
 * @param applied the ids of the applied revisions
 * @param stamped those of them that were recorded and never run
 * @param effects what the database contains
 * @param unfinished the progress of the revisions of which a part is committed, by id
 * @param honest whether the rows say what the database contains; false after a stamp or repair that is not true
 */
record ModelState(
        Set<String> applied, Set<String> stamped, Effects effects, Map<String, Progress> unfinished, boolean honest) {

    static final ModelState EMPTY = new ModelState(Set.of(), Set.of(), Effects.NONE, Map.of(), true);

    ModelState {
        applied = Collections.unmodifiableSet(new TreeSet<>(applied));
        stamped = Collections.unmodifiableSet(new TreeSet<>(stamped));
        unfinished = Collections.unmodifiableMap(new TreeMap<>(unfinished));
    }

    Set<String> appliedOrUnfinished() {
        Set<String> all = new TreeSet<>(applied);
        all.addAll(unfinished.keySet());
        return all;
    }

    ModelState withEffects(Effects value) {
        return new ModelState(applied, stamped, value, unfinished, honest);
    }

    ModelState withProgress(String id, @Nullable Progress progress) {
        Map<String, Progress> changed = new TreeMap<>(unfinished);
        if (progress == null) {
            changed.remove(id);
        } else {
            changed.put(id, progress);
        }
        return new ModelState(applied, stamped, effects, changed, honest);
    }

    /** Records a revision as applied or not, with nothing unfinished. */
    ModelState withApplied(String id, boolean value) {
        ModelState changed = withRow(id, value).withProgress(id, null);
        Set<String> marks = new TreeSet<>(stamped);
        marks.remove(id);
        return new ModelState(changed.applied, marks, effects, changed.unfinished, honest);
    }

    ModelState withRow(String id, boolean value) {
        Set<String> changed = new TreeSet<>(applied);
        if (value) {
            changed.add(id);
        } else {
            changed.remove(id);
        }
        return new ModelState(changed, stamped, effects, unfinished, honest);
    }

    ModelState withStamp(String id) {
        ModelState changed = withApplied(id, true);
        Set<String> marks = new TreeSet<>(stamped);
        marks.add(id);
        return new ModelState(changed.applied, marks, effects, changed.unfinished, honest);
    }

    ModelState withHonesty(boolean value) {
        return new ModelState(applied, stamped, effects, unfinished, value);
    }

    /** Whether both are the same to whoever looks at the database. */
    boolean looksLike(ModelState other) {
        return applied.equals(other.applied) && effects.equals(other.effects) && unfinished.equals(other.unfinished);
    }

    @Override
    public String toString() {
        return "applied " + applied + (stamped.isEmpty() ? "" : ", stamped " + stamped) + ", unfinished " + unfinished
                + ", " + effects + (honest ? "" : ", not honest");
    }
}
