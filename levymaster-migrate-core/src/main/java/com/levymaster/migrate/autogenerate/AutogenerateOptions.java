package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.render.RevisionTemplate;
import java.util.List;
import java.util.Set;

/**
 * How entities are compared and revisions drafted.
 *
 * @param filter selects the tables to compare
 * @param unmapped whether tables, sequences and enum types that no entity uses are dropped instead of listed
 * @param strict whether indexes and constraints that no mapping can state are dropped instead of listed
 * @param destructive whether operations that lose data may be drafted
 * @param tried whether a draft is tried in a transaction that is rolled back before it is written
 * @param renames known renames
 * @param dropped tables and columns that are dropped although an added one is alike: {@code table} or {@code
 *     table.column}
 * @param hooks called in this order
 * @param template lays out the source file
 */
public record AutogenerateOptions(
        ObjectFilter filter,
        boolean unmapped,
        boolean strict,
        boolean destructive,
        boolean tried,
        List<RenameHint> renames,
        Set<String> dropped,
        List<AutogenerateHook> hooks,
        RevisionTemplate template) {

    /** All tables, no known renames; unmapped objects are listed, and losses of data are refused. */
    public static final AutogenerateOptions DEFAULT = new AutogenerateOptions(
            ObjectFilter.all(), false, false, false, true, List.of(), Set.of(), List.of(), RevisionTemplate.DEFAULT);

    public AutogenerateOptions {
        renames = List.copyOf(renames);
        dropped = Set.copyOf(dropped);
        hooks = List.copyOf(hooks);
    }

    /** Returns a copy with this filter. */
    public AutogenerateOptions withFilter(ObjectFilter value) {
        return new AutogenerateOptions(value, unmapped, strict, destructive, tried, renames, dropped, hooks, template);
    }

    /** Also drops tables, sequences and types that no entity uses. */
    public AutogenerateOptions includingUnmapped() {
        return new AutogenerateOptions(filter, true, strict, destructive, tried, renames, dropped, hooks, template);
    }

    /** Also drops indexes and constraints of mapped tables that no mapping can state. */
    public AutogenerateOptions strictly() {
        return new AutogenerateOptions(filter, unmapped, true, destructive, tried, renames, dropped, hooks, template);
    }

    /** Also drafts operations that lose data. */
    public AutogenerateOptions allowingDestructive() {
        return new AutogenerateOptions(filter, unmapped, strict, true, tried, renames, dropped, hooks, template);
    }

    /** Drafts without a trial. */
    public AutogenerateOptions untried() {
        return new AutogenerateOptions(filter, unmapped, strict, destructive, false, renames, dropped, hooks, template);
    }

    /** Returns a copy with these known renames. */
    public AutogenerateOptions withRenames(List<RenameHint> value) {
        return new AutogenerateOptions(filter, unmapped, strict, destructive, tried, value, dropped, hooks, template);
    }

    /** Returns a copy in which these tables and columns are dropped, even if an added one is alike. */
    public AutogenerateOptions withDropped(Set<String> value) {
        return new AutogenerateOptions(filter, unmapped, strict, destructive, tried, renames, value, hooks, template);
    }

    /** Returns a copy with these hooks, which are called in this order. */
    public AutogenerateOptions withHooks(List<AutogenerateHook> value) {
        return new AutogenerateOptions(filter, unmapped, strict, destructive, tried, renames, dropped, value, template);
    }

    /** Returns a copy with this layout of source files. */
    public AutogenerateOptions withTemplate(RevisionTemplate value) {
        return new AutogenerateOptions(filter, unmapped, strict, destructive, tried, renames, dropped, hooks, value);
    }
}
