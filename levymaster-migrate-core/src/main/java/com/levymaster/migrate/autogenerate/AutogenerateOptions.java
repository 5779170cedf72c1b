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
 * @param destructive whether operations that lose data may be drafted
 * @param convertIdentity whether a serial column becomes an identity where the mapping has one
 * @param writtenDowngrade whether the downgrade is written out even if {@code op.undo(this::upgrade)} does the same
 * @param renames known renames
 * @param dropped tables and columns that are dropped although an added one is alike: {@code table} or {@code
 *     table.column}
 * @param hooks called in this order
 * @param template lays out the source file
 */
public record AutogenerateOptions(
        ObjectFilter filter,
        boolean unmapped,
        boolean destructive,
        boolean convertIdentity,
        boolean writtenDowngrade,
        List<RenameHint> renames,
        Set<String> dropped,
        List<AutogenerateHook> hooks,
        RevisionTemplate template) {

    /** All tables, no known renames; unmapped objects are listed, and losses of data are refused. */
    public static final AutogenerateOptions DEFAULT = new AutogenerateOptions(
            ObjectFilter.all(), false, false, false, false, List.of(), Set.of(), List.of(), RevisionTemplate.DEFAULT);

    public AutogenerateOptions {
        renames = List.copyOf(renames);
        dropped = Set.copyOf(dropped);
        hooks = List.copyOf(hooks);
    }

    /** Returns a copy with this filter. */
    public AutogenerateOptions withFilter(ObjectFilter value) {
        return new AutogenerateOptions(
                value, unmapped, destructive, convertIdentity, writtenDowngrade, renames, dropped, hooks, template);
    }

    /** Also drops tables, sequences and types that no entity uses. */
    public AutogenerateOptions includingUnmapped() {
        return new AutogenerateOptions(
                filter, true, destructive, convertIdentity, writtenDowngrade, renames, dropped, hooks, template);
    }

    /** Also drafts operations that lose data. */
    public AutogenerateOptions allowingDestructive() {
        return new AutogenerateOptions(
                filter, unmapped, true, convertIdentity, writtenDowngrade, renames, dropped, hooks, template);
    }

    /** Also makes an identity of a serial column where the mapping has one. */
    public AutogenerateOptions convertingIdentity() {
        return new AutogenerateOptions(
                filter, unmapped, destructive, true, writtenDowngrade, renames, dropped, hooks, template);
    }

    /** Writes out every downgrade. */
    public AutogenerateOptions withWrittenDowngrade(boolean value) {
        return new AutogenerateOptions(
                filter, unmapped, destructive, convertIdentity, value, renames, dropped, hooks, template);
    }

    /** Returns a copy with these known renames. */
    public AutogenerateOptions withRenames(List<RenameHint> value) {
        return new AutogenerateOptions(
                filter, unmapped, destructive, convertIdentity, writtenDowngrade, value, dropped, hooks, template);
    }

    /** Returns a copy in which these tables and columns are dropped, even if an added one is alike. */
    public AutogenerateOptions withDropped(Set<String> value) {
        return new AutogenerateOptions(
                filter, unmapped, destructive, convertIdentity, writtenDowngrade, renames, value, hooks, template);
    }

    /** Returns a copy with these hooks, which are called in this order. */
    public AutogenerateOptions withHooks(List<AutogenerateHook> value) {
        return new AutogenerateOptions(
                filter, unmapped, destructive, convertIdentity, writtenDowngrade, renames, dropped, value, template);
    }

    /** Returns a copy with this layout of source files. */
    public AutogenerateOptions withTemplate(RevisionTemplate value) {
        return new AutogenerateOptions(
                filter, unmapped, destructive, convertIdentity, writtenDowngrade, renames, dropped, hooks, value);
    }
}
