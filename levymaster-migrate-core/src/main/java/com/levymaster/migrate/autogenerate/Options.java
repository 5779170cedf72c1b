package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.render.RevisionTemplate;
import java.util.List;
import java.util.Set;

/**
 * What whoever drafts a revision may say.
 *
 * @param filter which tables are looked at
 * @param unmapped whether tables, sequences and enum types that no entity uses are dropped, rather than listed
 * @param destructive whether steps that lose data may be drafted
 * @param renames what was called otherwise before
 * @param dropped what really goes, although something alike comes: {@code table} or {@code table.column}
 * @param hooks asked in turn before the revision is written
 * @param template lays out the file
 */
public record Options(
        ObjectFilter filter,
        boolean unmapped,
        boolean destructive,
        List<RenameHint> renames,
        Set<String> dropped,
        List<DraftHook> hooks,
        RevisionTemplate template) {

    public static final Options DEFAULT =
            new Options(ObjectFilter.all(), false, false, List.of(), Set.of(), List.of(), RevisionTemplate.DEFAULT);

    public Options {
        renames = List.copyOf(renames);
        dropped = Set.copyOf(dropped);
        hooks = List.copyOf(hooks);
    }

    public Options withFilter(ObjectFilter value) {
        return new Options(value, unmapped, destructive, renames, dropped, hooks, template);
    }

    /** Drops what no entity uses. */
    public Options includingUnmapped() {
        return new Options(filter, true, destructive, renames, dropped, hooks, template);
    }

    /** Drafts steps that lose data, too. */
    public Options allowingDestructive() {
        return new Options(filter, unmapped, true, renames, dropped, hooks, template);
    }

    public Options withRenames(List<RenameHint> value) {
        return new Options(filter, unmapped, destructive, value, dropped, hooks, template);
    }

    public Options withDropped(Set<String> value) {
        return new Options(filter, unmapped, destructive, renames, value, hooks, template);
    }

    public Options withHooks(List<DraftHook> value) {
        return new Options(filter, unmapped, destructive, renames, dropped, value, template);
    }

    public Options withTemplate(RevisionTemplate value) {
        return new Options(filter, unmapped, destructive, renames, dropped, hooks, value);
    }
}
