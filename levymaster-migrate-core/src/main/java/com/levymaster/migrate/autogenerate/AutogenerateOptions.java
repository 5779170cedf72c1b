package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.render.RevisionTemplate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How entities are compared and revisions drafted.
 *
 * @param filter selects the tables to compare
 * @param choices what differs from the default
 * @param modes how parts of tables are compared, if not as {@link ComparisonMode#STATED}
 * @param renames known renames
 * @param dropped tables and columns that are dropped although an added one is alike: {@code table} or {@code
 *     table.column}
 * @param hooks decisions of the application, asked in this order
 * @param template lays out the source files
 */
public record AutogenerateOptions(
        ObjectFilter filter,
        Set<Choice> choices,
        Map<ComparedPart, ComparisonMode> modes,
        List<RenameHint> renames,
        Set<String> dropped,
        List<AutogenerateHook> hooks,
        RevisionTemplate template) {

    /** What differs from the default. */
    public enum Choice {
        /** Tables, sequences and enum types that no entity uses are dropped instead of listed. */
        UNMAPPED,
        /** Operations that lose data may be drafted. */
        DESTRUCTIVE,
        /** A draft is not tried in a transaction that is rolled back before it is written. */
        UNTRIED,
        /** A serial column becomes an identity where the mapping has one. */
        CONVERT_IDENTITY,
        /** The downgrade is written out even if {@code op.undo(this::upgrade)} does the same. */
        WRITTEN_DOWNGRADE,
        /** Operations on tables that were there before are drafted in their safe forms: {@code op.safely}. */
        SAFE,
        /** What the previous build does not bear is drafted as a contract revision of its own, after one that prepares it. */
        PHASED
    }

    /** All tables, no known renames; unmapped objects are listed, and losses of data are refused. */
    public static final AutogenerateOptions DEFAULT = new AutogenerateOptions(
            ObjectFilter.all(), Set.of(), Map.of(), List.of(), Set.of(), List.of(), RevisionTemplate.DEFAULT);

    public AutogenerateOptions {
        choices = Set.copyOf(choices);
        modes = Map.copyOf(modes);
        renames = List.copyOf(renames);
        dropped = Set.copyOf(dropped);
        hooks = List.copyOf(hooks);
    }

    /** Returns whether this was chosen. */
    public boolean has(Choice choice) {
        return choices.contains(choice);
    }

    /** Also drops tables, sequences and types that no entity uses. */
    public AutogenerateOptions includingUnmapped() {
        return with(Choice.UNMAPPED, true);
    }

    /** Compares also what the mapping does not state: what it lacks is removed, whoever made it. */
    public AutogenerateOptions strictly() {
        Map<ComparedPart, ComparisonMode> value = new EnumMap<>(ComparedPart.class);
        for (ComparedPart part : ComparedPart.values()) {
            value.put(part, ComparisonMode.ALWAYS);
        }
        return withModes(value);
    }

    /** Returns how parts of this kind are compared. */
    ComparisonMode mode(ComparedPart part) {
        return modes.getOrDefault(part, ComparisonMode.STATED);
    }

    /** Returns a copy that compares parts of these kinds in these modes, and all others as before. */
    public AutogenerateOptions withModes(Map<ComparedPart, ComparisonMode> value) {
        Map<ComparedPart, ComparisonMode> all = new HashMap<>(modes);
        all.putAll(value);
        return new AutogenerateOptions(filter, choices, all, renames, dropped, hooks, template);
    }

    /** Also drafts operations that lose data. */
    public AutogenerateOptions allowingDestructive() {
        return with(Choice.DESTRUCTIVE, true);
    }

    /** Drafts without a trial. */
    public AutogenerateOptions untried() {
        return with(Choice.UNTRIED, true);
    }

    /** Also makes an identity of a serial column where the mapping has one. */
    public AutogenerateOptions convertingIdentity() {
        return with(Choice.CONVERT_IDENTITY, true);
    }

    /** Returns a copy that has this choice, or not. */
    public AutogenerateOptions with(Choice choice, boolean chosen) {
        Set<Choice> value = EnumSet.of(choice);
        value.addAll(choices);
        value.removeIf(c -> c == choice && !chosen);
        return new AutogenerateOptions(filter, value, modes, renames, dropped, hooks, template);
    }

    /** Returns a copy with this filter. */
    public AutogenerateOptions withFilter(ObjectFilter value) {
        return new AutogenerateOptions(value, choices, modes, renames, dropped, hooks, template);
    }

    /** Returns a copy with these known renames. */
    public AutogenerateOptions withRenames(List<RenameHint> value) {
        return new AutogenerateOptions(filter, choices, modes, value, dropped, hooks, template);
    }

    /** Returns a copy in which these tables and columns are dropped, even if an added one is alike. */
    public AutogenerateOptions withDropped(Set<String> value) {
        return new AutogenerateOptions(filter, choices, modes, renames, value, hooks, template);
    }

    /** Returns a copy with these hooks, which are called in this order. */
    public AutogenerateOptions withHooks(List<AutogenerateHook> value) {
        return new AutogenerateOptions(filter, choices, modes, renames, dropped, value, template);
    }

    /** Returns a copy with this layout of source files. */
    public AutogenerateOptions withTemplate(RevisionTemplate value) {
        return new AutogenerateOptions(filter, choices, modes, renames, dropped, hooks, value);
    }
}
