package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ids of the version table, compared with the graph.
 *
 * @param known the applied revisions that the graph has
 * @param unknown the other ids, sorted
 */
record AppliedRevisions(IndexedGraph revisions, BitSet known, List<String> unknown) {

    static AppliedRevisions of(IndexedGraph revisions, Collection<String> ids) {
        BitSet known = new BitSet();
        TreeSet<String> unknown = new TreeSet<>();
        for (String id : ids) {
            Integer index = revisions.indexOfId(id);
            if (index == null) {
                unknown.add(id);
            } else {
                known.set(index);
            }
        }
        return new AppliedRevisions(revisions, known, List.copyOf(unknown));
    }

    /** Returns the applied revisions that no other applied revision needs; Alembic stores only these. */
    BitSet heads() {
        return revisions.tips(known);
    }

    /** Returns the revisions that are not applied although an applied one needs them. */
    BitSet gaps() {
        return IndexedGraph.minus(revisions.ancestors(known), known);
    }

    /** @throws RevisionException if the graph does not have one of the ids */
    AppliedRevisions allKnown() {
        RevisionException partly = revisions.replacements().partly(unknown);
        if (partly != null) {
            throw partly;
        }
        if (!unknown.isEmpty()) {
            BitSet pending = IndexedGraph.minus(revisions.all(), known);
            throw new RevisionException(
                    FaultKind.UNKNOWN_REVISION,
                    "The database has " + quoted(unknown) + ", which this application does not know"
                            + (pending.isEmpty()
                                    ? "."
                                    : "; this application has " + String.join(", ", revisions.ids(pending))
                                            + ", which the database does not have."),
                    "run a build that has " + (unknown.size() == 1 ? "this revision" : "these revisions")
                            + "; if it no longer exists, correct the version table with `db stamp --purge`.");
        }
        return this;
    }

    /** Blanks and the like in a row are visible. */
    private static String quoted(Collection<String> ids) {
        return ids.stream().map(PrintableText::id).collect(Collectors.joining(", "));
    }

    /** @throws RevisionException if an applied revision needs one that is not applied */
    AppliedRevisions withoutGaps() {
        BitSet gaps = gaps();
        if (!gaps.isEmpty()) {
            RevisionHeader gap = revisions.header(gaps.nextSetBit(0));
            throw new RevisionException(
                    FaultKind.VERSION_ROWS_MISMATCH,
                    "Applied revisions need " + String.join(", ", revisions.ids(gaps)) + ", which "
                            + (gaps.cardinality() == 1 ? "is" : "are") + " not applied.",
                    "if the database already has what " + gap.title() + " does, record it with `stamp " + gap.id()
                            + "`; otherwise move it above the applied revisions.");
        }
        return this;
    }
}
