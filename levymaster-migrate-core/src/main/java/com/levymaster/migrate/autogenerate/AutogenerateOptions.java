package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.render.RevisionTemplate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How entities are compared and revisions drafted.
 *
 * @param filter selects the tables to compare
 * @param choices what differs from the default
 * @param renames known renames
 * @param dropped tables and columns that are dropped although an added one is alike: {@code table} or {@code
 *     table.column}
 * @param hooks decisions of the application, asked in this order
 * @param template lays out the source files
 */
public record AutogenerateOptions(
        ObjectFilter filter,
        Set<Choice> choices,
        List<RenameHint> renames,
        Set<String> dropped,
        List<AutogenerateHook> hooks,
        RevisionTemplate template) {

    /** What differs from the default. */
    public enum Choice {
        /** Tables, sequences and enum types that no entity uses are dropped instead of listed. */
        UNMAPPED,
        /** Indexes and constraints that no mapping can state are dropped instead of listed. */
        STRICT,
        /** Operations that lose data may be drafted. */
        DESTRUCTIVE,
        /** A draft is not tried in a transaction that is rolled back before it is written. */
        UNTRIED,
        /** A serial column becomes an identity where the mapping has one. */
        CONVERT_IDENTITY,
        /** The downgrade is written out even if {@code op.undo(this::upgrade)} does the same. */
        WRITTEN_DOWNGRADE
    }

    /** All tables, no known renames; unmapped objects are listed, and losses of data are refused. */
    public static final AutogenerateOptions DEFAULT = new AutogenerateOptions(
            ObjectFilter.all(), Set.of(), List.of(), Set.of(), List.of(), RevisionTemplate.DEFAULT);

    public AutogenerateOptions {
        choices = Set.copyOf(choices);
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

    /** Also drops indexes and constraints of mapped tables that no mapping can state. */
    public AutogenerateOptions strictly() {
        return with(Choice.STRICT, true);
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
        return new AutogenerateOptions(filter, value, renames, dropped, hooks, template);
    }

    /** Returns a copy with this filter. */
    public AutogenerateOptions withFilter(ObjectFilter value) {
        return new AutogenerateOptions(value, choices, renames, dropped, hooks, template);
    }

    /** Returns a copy with these known renames. */
    public AutogenerateOptions withRenames(List<RenameHint> value) {
        return new AutogenerateOptions(filter, choices, value, dropped, hooks, template);
    }

    /** Returns a copy in which these tables and columns are dropped, even if an added one is alike. */
    public AutogenerateOptions withDropped(Set<String> value) {
        return new AutogenerateOptions(filter, choices, renames, value, hooks, template);
    }

    /** Returns a copy with these hooks, which are called in this order. */
    public AutogenerateOptions withHooks(List<AutogenerateHook> value) {
        return new AutogenerateOptions(filter, choices, renames, dropped, value, template);
    }

    /** Returns a copy with this layout of source files. */
    public AutogenerateOptions withTemplate(RevisionTemplate value) {
        return new AutogenerateOptions(filter, choices, renames, dropped, hooks, value);
    }
}
