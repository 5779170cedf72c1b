package com.levymaster.migrate.revision;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Resolves an id, a label, or the unique beginning of either to a revision. */
final class NameResolver {

    /** As in Alembic: shorter names are not completed, so that "a" cannot mean "a1" by accident. */
    static final int SHORTEST_COMPLETED = 4;

    private static final int SHOWN = 3;

    private final IndexedGraph revisions;

    NameResolver(IndexedGraph revisions) {
        this.revisions = revisions;
    }

    /** Sorted on first use: needed for abbreviated and unknown names only. */
    private NavigableMap<String, Integer> sorted() {
        NavigableMap<String, Integer> sorted = new TreeMap<>();
        for (int i = 0; i < revisions.size(); i++) {
            sorted.put(revisions.id(i), i);
            for (String label : revisions.header(i).labels()) {
                sorted.put(label, i);
            }
        }
        return sorted;
    }

    /** @throws RevisionException if the name is unknown or ambiguous */
    int revision(String typed) {
        return revision(typed, revisions.all());
    }

    /** Resolves a name among the revisions of the branch. */
    int revisionOn(String typed, String branch) {
        BitSet line = scope(branch, FaultKind.UNKNOWN_BRANCH);
        int found = revision(typed, line);
        if (!line.get(found)) {
            throw notOnBranch(found, branch);
        }
        return found;
    }

    /** Resolves the name of a branch, which is a label or an id, to its revision. */
    int branch(String typed, FaultKind whenUnknown) {
        Integer exact = revisions.indexOf(typed);
        if (exact != null) {
            return exact;
        }
        List<Map.Entry<String, Integer>> completions = completions(typed, revisions.all());
        if (completions.size() == 1) {
            return completions.get(0).getValue();
        }
        if (completions.size() > 1) {
            throw ambiguous(typed, completions);
        }
        throw new RevisionException(
                whenUnknown,
                (revisions.modules().names().isEmpty() ? "No branch" : "No module or branch") + " is called \"" + typed
                        + "\".",
                "put " + modules() + "a label or a revision id left of the @."
                        + Suggestions.question(typed, branches()));
    }

    private String modules() {
        Set<String> names = revisions.modules().names();
        return names.isEmpty() ? "" : "a module (" + String.join(", ", names) + "), ";
    }

    private Collection<String> branches() {
        Set<String> names = new TreeSet<>(sorted().keySet());
        names.addAll(revisions.modules().names());
        return names;
    }

    private int revision(String typed, BitSet among) {
        Integer exact = revisions.indexOf(typed);
        if (exact != null) {
            return exact;
        }
        List<Map.Entry<String, Integer>> completions = completions(typed, among);
        if (completions.isEmpty()) {
            throw unknown(typed);
        }
        if (completions.stream().map(Map.Entry::getValue).distinct().count() > 1) {
            throw ambiguous(typed, completions);
        }
        return completions.get(0).getValue();
    }

    private List<Map.Entry<String, Integer>> completions(String typed, BitSet among) {
        if (typed.isEmpty()) {
            throw new RevisionException(
                    FaultKind.BAD_TARGET, "The target names no revision.", "give an id, a label, head, heads or base.");
        }
        return sorted().tailMap(typed, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(typed))
                .filter(entry -> entry.getKey().length() >= SHORTEST_COMPLETED && among.get(entry.getValue()))
                .toList();
    }

    RevisionException unknown(String typed) {
        return new RevisionException(
                FaultKind.UNKNOWN_REVISION, "No revision or label is called \"" + typed + "\".", remedy(typed));
    }

    private String remedy(String typed) {
        RevisionHeader by = revisions.replacements().replacing(typed);
        if (by != null) {
            return "name " + by.title() + ", which replaces it.";
        }
        String guess = Suggestions.question(typed, sorted().keySet());
        if (!guess.isEmpty()) {
            return guess.strip() + " `db history` lists every revision.";
        }
        return revisions.size() == 0
                ? "write the first revision: there is none yet."
                : "list the revisions with `db history`; a name may be shortened as long as it stays unique.";
    }

    /** Several revisions are possible starts; the remedy lists an unambiguous target for each. */
    RevisionException ambiguousWalk(TargetExpression target, BitSet starts) {
        String distance = (target.distance() > 0 ? "+" : "") + target.distance();
        List<String> ways = starts.stream()
                .mapToObj(start -> label(start, starts) + "@" + distance + " ("
                        + revisions.header(start).title() + ")")
                .toList();
        return new RevisionException(
                FaultKind.AMBIGUOUS_WALK,
                "\"" + target.text() + "\" could start from any of "
                        + starts.stream().mapToObj(revisions::id).collect(Collectors.joining(", ")) + ".",
                "specify the start: " + String.join(" or ", ways) + ".");
    }

    /** Returns a label that covers only this one of the starts, else its id. */
    private String label(int start, BitSet others) {
        return Stream.concat(revisions.modules().names().stream(), sorted().keySet().stream())
                .filter(name -> revisions.indexOfId(name) == null)
                .filter(name -> IndexedGraph.both(scope(name), others).equals(IndexedGraph.only(start)))
                .findFirst()
                .orElse(revisions.id(start));
    }

    private RevisionException ambiguous(String typed, List<Map.Entry<String, Integer>> completions) {
        String shown = completions.stream()
                .limit(SHOWN)
                .map(entry -> named(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        int hidden = completions.size() - Math.min(SHOWN, completions.size());
        return new RevisionException(
                FaultKind.AMBIGUOUS_REVISION,
                completions.size() + " revisions begin with \"" + typed + "\": " + shown
                        + (hidden > 0 ? " and " + hidden + " more" : "") + ".",
                "write more of the id.");
    }

    private String named(String name, int index) {
        RevisionHeader header = revisions.header(index);
        return name.equals(header.id()) ? header.title() : name + " (a label of " + header.id() + ")";
    }

    RevisionException notOnBranch(int found, String branch) {
        return new RevisionException(
                FaultKind.NOT_ON_BRANCH,
                "Revision " + revisions.header(found).title() + " is not on branch \"" + branch + "\".",
                "leave \"" + branch + "@\" out, or name a revision of that branch.");
    }

    /** Returns the revisions of the branch, or all without a branch. */
    BitSet scope(@Nullable String branch) {
        return branch == null ? revisions.all() : scope(branch, FaultKind.UNKNOWN_REVISION);
    }

    /** Returns the revisions of a module, or those of the branch of a label or id. */
    private BitSet scope(String branch, FaultKind whenUnknown) {
        BitSet module = revisions.modules().members(branch);
        return module != null ? module : revisions.line(branch(branch, whenUnknown));
    }
}
