package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionException.Fault;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans the revision that replaces a range: one entry, one exit, and nothing outside that needs the middle. */
final class SquashPlanner {

    private final IndexedGraph revisions;
    private final BitSet range;
    private final List<Fault> faults = new ArrayList<>();

    SquashPlanner(IndexedGraph revisions, BitSet range) {
        this.revisions = revisions;
        this.range = range;
    }

    /** @throws RevisionException with all that is in the way */
    RevisionHeader header(String id, String message, List<String> moreLabels) {
        String why = GraphValidator.illegal(id);
        if (!why.isEmpty()) {
            add("Revision id \"" + PrintableText.line(id) + "\" " + why + ".", "choose another id.");
        }
        if (range.cardinality() < 2) {
            add(
                    "The range has " + (range.isEmpty() ? "no revision." : "only " + titles(range) + "."),
                    "name a range of at least two revisions, as in base:head.");
        }
        checkModules();
        checkEnds();
        checkMiddle();
        checkReplacing();
        if (!faults.isEmpty()) {
            throw new RevisionException(faults);
        }
        Set<String> labels = new LinkedHashSet<>();
        members().forEach(i -> labels.addAll(revisions.header(i).labels()));
        labels.addAll(moreLabels);
        boolean contract = revisions.headers(range).stream().anyMatch(RevisionHeader::isContract);
        return new RevisionHeader(
                id,
                parents(),
                dependencies(),
                List.copyOf(labels),
                message,
                revisions.ids(range),
                contract ? Phase.CONTRACT : Phase.EXPAND,
                Modules.common(revisions.headers(range)));
    }

    private IntStream members() {
        return range.stream();
    }

    private void checkModules() {
        Set<String> modules = new TreeSet<>();
        revisions.headers(range).forEach(header -> modules.add(header.module().isEmpty() ? "none" : header.module()));
        if (modules.size() > 1) {
            add(
                    "The range has revisions of several modules, which stay apart: " + String.join(", ", modules) + ".",
                    "name a range within one module, such as "
                            + revisions.modules().names().first() + "@base:"
                            + revisions.modules().names().first() + "@head.");
        }
    }

    private void checkEnds() {
        BitSet exits = revisions.tips(range);
        if (exits.cardinality() > 1) {
            add(
                    "The range has several ends: " + titles(exits) + ".",
                    "name one of them as the end, or join them first with `db merge`.");
        }
        BitSet entries = new BitSet();
        members()
                .filter(i -> Arrays.stream(revisions.down().of(i)).anyMatch(parent -> !range.get(parent)))
                .forEach(entries::set);
        if (entries.cardinality() > 1) {
            add(
                    "The range has several beginnings: " + titles(entries) + " have parents outside of it.",
                    "begin the range where the branches part, or at base.");
        }
    }

    private void checkMiddle() {
        BitSet middle = IndexedGraph.minus(range, revisions.tips(range));
        for (int i = middle.nextSetBit(0); i >= 0; i = middle.nextSetBit(i + 1)) {
            for (int dependent : revisions.dependents().of(i)) {
                if (!range.get(dependent)) {
                    add(
                            "Revision " + revisions.header(dependent).title() + " needs "
                                    + revisions.header(i).title() + ", which is in the middle of the range.",
                            "end a range at " + revisions.id(i) + ", or take " + revisions.id(dependent)
                                    + " into the range.");
                }
            }
        }
    }

    private void checkReplacing() {
        BitSet tips = revisions.tips(range);
        members()
                .filter(i -> tips.get(i)
                        && !revisions.header(i).replaces().isEmpty()
                        && revisions.dependents().of(i).length > 0)
                .forEach(i -> add(
                        "Revision " + revisions.header(i).title()
                                + ", the end of the range, replaces others, and those above it are recorded on the"
                                + " last of these.",
                        "end the range before it, or above it."));
        members()
                .filter(i -> revisions.replacements().rows(revisions.id(i)).size() > 1)
                .forEach(i -> add(
                        "Revision " + revisions.header(i).title() + " replaces others whose sources are still there.",
                        "delete those once all databases have them, or leave it out of the range."));
    }

    private List<String> parents() {
        BitSet outside = new BitSet();
        members()
                .forEach(i -> Arrays.stream(revisions.down().of(i))
                        .filter(parent -> !range.get(parent))
                        .forEach(outside::set));
        return outside.stream()
                .mapToObj(parent -> revisions.replacements().rows(revisions.id(parent)))
                .map(rows -> rows.get(rows.size() - 1).id())
                .toList();
    }

    /** Labels remain labels. */
    private List<String> dependencies() {
        Set<String> needed = new LinkedHashSet<>();
        members().forEach(i -> {
            for (String name : revisions.header(i).dependsOn()) {
                Integer index = revisions.indexOf(name);
                if (index != null && !range.get(index)) {
                    needed.add(name);
                }
            }
        });
        return List.copyOf(needed);
    }

    private String titles(BitSet some) {
        return revisions.headers(some).stream().map(RevisionHeader::title).collect(Collectors.joining(", "));
    }

    private void add(String problem, String remedy) {
        faults.add(new Fault(FaultKind.NOT_SQUASHABLE, problem, remedy));
    }
}
