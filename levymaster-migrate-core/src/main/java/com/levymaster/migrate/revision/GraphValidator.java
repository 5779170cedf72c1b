package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.error.StorableText;
import com.levymaster.migrate.revision.RevisionException.Fault;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds everything that is wrong with a list of headers, in one pass. */
final class GraphValidator {

    private static final int SHOWN = 12;
    private static final int LONGEST = 255;
    private static final String MARKS = "@-+:";

    /** Quotes and separators of SQL, shells and lists. */
    private static final String REFUSED = "'\"`,;\\$";

    private static final Set<String> RESERVED = Set.of("head", "heads", "base", "current");

    private final IndexedGraph revisions;
    private final List<Fault> faults = new ArrayList<>();

    private GraphValidator(IndexedGraph revisions) {
        this.revisions = revisions;
    }

    /** Whether there are faults other than cycles. */
    static boolean any(IndexedGraph revisions) {
        GraphValidator check = new GraphValidator(revisions);
        check.names();
        check.modules();
        check.duplicateLabels();
        if (!revisions.hasAll()) {
            revisions.headers().forEach(check::references);
        }
        return !check.faults.isEmpty() || revisions.distinct() < revisions.size();
    }

    /**
     * Returns all faults.
     *
     * @param revisions by name
     * @param cyclic whether to search for cycles
     */
    static List<Fault> of(IndexedGraph revisions, boolean cyclic) {
        GraphValidator check = new GraphValidator(revisions);
        check.names();
        check.modules();
        check.duplicateIds();
        check.duplicateLabels();
        revisions.headers().forEach(check::references);
        if (cyclic) {
            check.cycles();
        }
        check.faults.sort(Comparator.comparing(Fault::kind));
        return check.faults;
    }

    /** Returns why a name cannot be an id or a label; empty if it can. */
    static String illegal(String name) {
        if (name.isBlank() || !name.equals(name.strip())) {
            return "is blank or begins or ends with a blank";
        }
        if (RESERVED.contains(name)) {
            return "is a keyword of targets";
        }
        if (name.length() > LONGEST) {
            return "has more than " + LONGEST + " characters";
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (MARKS.indexOf(c) >= 0) {
                return "contains one of @ - + :";
            }
            if (REFUSED.indexOf(c) >= 0) {
                return "contains one of " + REFUSED.replace("", " ").strip();
            }
        }
        return PrintableText.line(name).equals(name) ? "" : "contains a character that is not printable";
    }

    private void names() {
        for (RevisionHeader header : revisions.headers()) {
            String why = illegal(header.id());
            if (!why.isEmpty()) {
                misnamed(FaultKind.ILLEGAL_REVISION_ID, "Revision id \"" + header.id() + "\" " + why);
            }
            why = StorableText.fault(header.message());
            if (!why.isEmpty()) {
                add(
                        FaultKind.ILLEGAL_MESSAGE,
                        "The message of revision " + header.id() + " " + why + ".",
                        "remove the character.");
            }
            for (String label : header.labels()) {
                why = illegal(label);
                if (!why.isEmpty()) {
                    misnamed(
                            FaultKind.ILLEGAL_LABEL,
                            "Label \"" + label + "\" of revision " + header.title() + " " + why);
                }
            }
        }
    }

    private void modules() {
        for (String module : revisions.modules().names()) {
            String why = illegal(module);
            if (!why.isEmpty()) {
                misnamed(FaultKind.ILLEGAL_LABEL, "Module \"" + module + "\" " + why);
            }
            Integer owner = revisions.indexOf(module);
            if (owner != null && !revisions.header(owner).module().equals(module)) {
                add(
                        FaultKind.DUPLICATE_LABEL,
                        "Module \"" + module + "\" has the name of revision "
                                + revisions.header(owner).title() + ", or of its label, which is not of this module.",
                        "choose another name for the module: " + module + "@head must mean one thing.");
            }
        }
    }

    private void misnamed(FaultKind kind, String what) {
        add(kind, what + ".", "choose another name: targets such as a+1 or a@head could not refer to it.");
    }

    /** The headers come sorted by id. */
    private void duplicateIds() {
        List<RevisionHeader> headers = revisions.headers();
        int first = 0;
        for (int i = 1; i <= headers.size(); i++) {
            if (i == headers.size()
                    || !headers.get(i).id().equals(headers.get(first).id())) {
                if (i - first > 1) {
                    duplicateId(headers.subList(first, i));
                }
                first = i;
            }
        }
    }

    private void duplicateId(List<RevisionHeader> same) {
        String titles = same.stream().map(RevisionHeader::title).collect(Collectors.joining(" and "));
        add(
                FaultKind.DUPLICATE_REVISION,
                "Revision id \"" + same.get(0).id() + "\" is used " + same.size() + " times: " + titles + ".",
                "give each revision its own id; keep the id of the one that is applied anywhere.");
    }

    private void duplicateLabels() {
        Map<String, List<String>> owners = new TreeMap<>();
        for (RevisionHeader header : revisions.headers()) {
            for (String label : header.labels()) {
                owners.computeIfAbsent(label, l -> new ArrayList<>()).add(header.title());
            }
        }
        for (Map.Entry<String, List<String>> owner : owners.entrySet()) {
            Integer asId = revisions.indexOfId(owner.getKey());
            if (asId != null) {
                owner.getValue().add(revisions.header(asId).title());
            }
            if (owner.getValue().size() > 1) {
                String titles = String.join(" and ", owner.getValue());
                add(
                        FaultKind.DUPLICATE_LABEL,
                        "Label \"" + owner.getKey() + "\" names more than one thing: " + titles + ".",
                        "keep it on one revision; it covers that revision's whole branch.");
            }
        }
    }

    private void references(RevisionHeader header) {
        List<String> parents = distinct(header.down());
        for (String parent : parents) {
            if (parent.equals(header.id())) {
                add(
                        FaultKind.SELF_LOOP,
                        "Revision " + header.title() + " is its own parent.",
                        "name the revision before it.");
            } else if (revisions.indexOfId(parent) == null) {
                missing(header, "has the parent", parent);
            }
        }
        if (parents.size() < header.down().size()) {
            add(FaultKind.DUPLICATE_HEADS, "Revision " + header.title() + " names a parent twice.", "name it once.");
        }
        for (String needed : distinct(header.dependsOn())) {
            if (needed.equals(header.id()) || header.labels().contains(needed)) {
                String problem = "Revision " + header.title() + " depends on itself.";
                add(FaultKind.DEPENDENCY_SELF_LOOP, problem, "take \"" + needed + "\" out of its dependsOn.");
            } else if (revisions.indexOf(needed) == null) {
                missing(header, "depends on", needed);
            }
        }
    }

    private static List<String> distinct(List<String> names) {
        return names.size() < 2 ? names : names.stream().distinct().toList();
    }

    private void missing(RevisionHeader header, String relation, String name) {
        String remedy = revisions.isLabel(name)
                ? "a parent is named by its id; \"" + name + "\" is a label."
                : "write the whole id of an existing revision, or add the missing one."
                        + Suggestions.question(name, candidates(header));
        add(
                FaultKind.MISSING_REVISION,
                "Revision " + header.title() + " " + relation + " \"" + name + "\", which does not exist.",
                remedy);
    }

    private Collection<String> candidates(RevisionHeader header) {
        return revisions.headers().stream()
                .map(RevisionHeader::id)
                .filter(id -> !id.equals(header.id()))
                .toList();
    }

    private void cycles() {
        BitSet reported = new BitSet();
        for (List<Integer> cycle : CycleFinder.in(revisions.down(), reported)) {
            cycle.forEach(reported::set);
            add(
                    FaultKind.CYCLE,
                    "Revisions are each other's ancestors: " + path(cycle) + ".",
                    "give one of them another parent.");
        }
        for (List<Integer> cycle : CycleFinder.in(revisions.needs(), reported)) {
            add(
                    FaultKind.DEPENDENCY_CYCLE,
                    "Revisions need each other: " + path(cycle) + ".",
                    "take one of these dependsOn (or parents) out.");
        }
    }

    private String path(List<Integer> cycle) {
        List<String> ids = cycle.stream().limit(SHOWN).map(revisions::id).collect(Collectors.toList());
        if (cycle.size() > SHOWN) {
            ids.add("(" + (cycle.size() - SHOWN) + " more)");
        }
        ids.add(revisions.id(cycle.get(0)));
        return String.join(" -> ", ids);
    }

    private void add(FaultKind kind, String problem, String remedy) {
        faults.add(new Fault(kind, PrintableText.line(problem), remedy));
    }
}
