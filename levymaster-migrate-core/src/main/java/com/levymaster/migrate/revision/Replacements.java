package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.RevisionException.Fault;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that replace others, and which of both a graph has. As long as those that are replaced have sources, the
 * version table has their rows, so that the one that replaces them may be deleted again.
 */
final class Replacements {

    private final List<RevisionHeader> given;
    private final Map<String, RevisionHeader> byId = new HashMap<>();

    /** The revision that replaces another, by the id of that. */
    private final Map<String, RevisionHeader> replacing = new LinkedHashMap<>();

    /** Those in whose place the graph has the ones that they replace. */
    private final Set<String> open;

    /** Those that have a row of their own, whatever sources there are. */
    private final Set<String> recorded;

    private Replacements(List<RevisionHeader> given, Set<String> open, Set<String> recorded) {
        this.given = given;
        this.open = open;
        this.recorded = recorded;
        for (RevisionHeader header : given) {
            byId.putIfAbsent(header.id(), header);
            header.replaces().forEach(id -> replacing.putIfAbsent(id, header));
        }
    }

    static Replacements of(Collection<RevisionHeader> headers) {
        return new Replacements(List.copyOf(headers), Set.of(), Set.of());
    }

    boolean isEmpty() {
        return replacing.isEmpty();
    }

    /** All headers, of both. */
    List<RevisionHeader> given() {
        return given;
    }

    /** What is wrong with the lists themselves. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (RevisionHeader header : given) {
            if (!seen.add(header.id()) && replacing.containsKey(header.id())) {
                faults.add(new Fault(
                        FaultKind.DUPLICATE_REVISION,
                        "Revision id \"" + PrintableText.line(header.id()) + "\" is used twice.",
                        "give each revision its own id."));
            }
        }
        for (RevisionHeader header : squashes()) {
            if (isReplacedByItself(header)) {
                faults.add(new Fault(
                        FaultKind.PARTLY_REPLACED,
                        "Revision " + header.title() + " is replaced by itself.",
                        "take it out of the list that a revision replaces."));
            }
            if (new HashSet<>(header.replaces()).size() == 1) {
                faults.add(new Fault(
                        FaultKind.PARTLY_REPLACED,
                        "Revision " + header.title() + " replaces only one revision.",
                        "edit that one, or replace at least two."));
            }
            List<String> missing = header.replaces().stream()
                    .filter(id -> !byId.containsKey(id))
                    .toList();
            if (!missing.isEmpty() && missing.size() < header.replaces().size()) {
                List<String> left = new ArrayList<>(header.replaces());
                left.removeAll(missing);
                faults.add(new Fault(
                        FaultKind.PARTLY_REPLACED,
                        "Revision " + header.title() + " replaces " + count(header) + ", of which " + some(missing)
                                + (missing.size() == 1 ? " has" : " have") + " no source any more, but " + some(left)
                                + (left.size() == 1 ? " has." : " have."),
                        "restore the sources that are missing, or delete the others too."));
            }
            for (String id : new LinkedHashSet<>(header.replaces())) {
                RevisionHeader other = replacing.get(id);
                if (other != null && !other.equals(header)) {
                    faults.add(new Fault(
                            FaultKind.PARTLY_REPLACED,
                            "Revision " + PrintableText.id(id) + " is replaced by " + other.title() + " and by "
                                    + header.title() + ".",
                            "take \"" + id + "\" out of the list of one of them."));
                }
            }
        }
        return faults;
    }

    private boolean isReplacedByItself(RevisionHeader header) {
        Set<String> seen = new HashSet<>();
        RevisionHeader by = header;
        while (by != null && seen.add(by.id())) {
            by = replacing.get(by.id());
        }
        return by != null && by.id().equals(header.id());
    }

    private List<RevisionHeader> squashes() {
        return given.stream().filter(header -> !header.replaces().isEmpty()).toList();
    }

    /** Whether this graph has the header. */
    private boolean isShown(RevisionHeader header) {
        RevisionHeader by = replacing.get(header.id());
        return !open.contains(header.id()) && (by == null || open.contains(by.id()));
    }

    /** The headers of the graph, which name only each other. */
    List<RevisionHeader> shown() {
        return isEmpty()
                ? given
                : given.stream()
                        .filter(this::isShown)
                        .map(header -> header.withReferences(
                                header.down().stream()
                                        .map(this::standing)
                                        .distinct()
                                        .toList(),
                                header.dependsOn().stream()
                                        .map(this::standing)
                                        .distinct()
                                        .toList(),
                                header.replaces()))
                        .toList();
    }

    /** The id in the graph of what another revision names. */
    private String standing(String id) {
        String at = id;
        while (true) {
            RevisionHeader by = replacing.get(at);
            if (by != null && !open.contains(by.id())) {
                at = by.id();
            } else if (open.contains(at)) {
                at = exit(at);
            } else {
                return at;
            }
        }
    }

    private String exit(String id) {
        List<String> replaced = header(id).replaces();
        return replaced.get(replaced.size() - 1);
    }

    private RevisionHeader header(String id) {
        RevisionHeader header = byId.get(id);
        return header == null ? RevisionHeader.of(id) : header;
    }

    /** Other names of revisions of the graph: of the last that a revision replaces, and of what stands for one. */
    Map<String, String> aliases() {
        Map<String, String> aliases = new HashMap<>();
        open.forEach(id -> aliases.put(id, standing(id)));
        squashes().forEach(header -> aliases.put(exit(header.id()), standing(exit(header.id()))));
        aliases.entrySet().removeIf(alias -> alias.getKey().equals(alias.getValue()));
        return aliases;
    }

    @Nullable
    RevisionHeader replacing(String id) {
        return replacing.get(id);
    }

    /** Whether the rows of those that it replaces are written, and not its own. */
    private boolean hasRowsOfReplaced(RevisionHeader header) {
        return !header.replaces().isEmpty()
                && !recorded.contains(header.id())
                && byId.keySet().containsAll(header.replaces());
    }

    /** The revisions of which the version table has rows when this one is applied: itself, or those that it replaces. */
    List<RevisionHeader> rows(String id) {
        RevisionHeader header = header(id);
        if (!hasRowsOfReplaced(header)) {
            return List.of(header);
        }
        return header.replaces().stream()
                .flatMap(replaced -> rows(replaced).stream())
                .toList();
    }

    /** The applied revisions of this graph, and unknown ids. */
    Set<String> applied(Collection<String> rows) {
        Set<String> applied = new LinkedHashSet<>(rows);
        for (int changed = -1; changed != applied.size(); ) {
            changed = applied.size();
            for (RevisionHeader header : squashes()) {
                if (!open.contains(header.id())
                        && !applied.contains(header.id())
                        && applied.containsAll(header.replaces())) {
                    header.replaces().forEach(applied::remove);
                    applied.add(header.id());
                }
            }
        }
        return applied;
    }

    /** Those that are applied because those that they replace are, of which there is no source any more. */
    List<RevisionHeader> unrecorded(Collection<String> rows) {
        Set<String> all = Set.copyOf(rows);
        return squashes().stream()
                .filter(header -> !all.contains(header.id())
                        && all.containsAll(header.replaces())
                        && header.replaces().stream().noneMatch(byId::containsKey))
                .toList();
    }

    /** Why a database has revisions that are unknown, although this application has one that replaces them. */
    @Nullable
    RevisionException partly(Collection<String> unknown) {
        for (RevisionHeader header : squashes()) {
            List<String> known =
                    header.replaces().stream().filter(unknown::contains).toList();
            if (!known.isEmpty()) {
                boolean there = byId.keySet().containsAll(header.replaces());
                return new RevisionException(
                        FaultKind.PARTLY_REPLACED,
                        "The database has " + some(known) + " of the " + count(header) + " that revision "
                                + header.title() + " replaces, and not the others"
                                + (there ? ": another process is changing it." : ", which have no source any more."),
                        there
                                ? "run the command again."
                                : "upgrade it with a build that still has them, or restore their sources until it is"
                                        + " upgraded.");
            }
        }
        return null;
    }

    /**
     * Returns the same revisions for a database: where it has a part of those that are replaced, or a target names one of them,
     * they stand in the graph instead of the revision that replaces them.
     *
     * @param rows what is recorded as applied
     * @param unfinished what is partly committed
     */
    Replacements at(Collection<String> rows, Collection<String> unfinished, Collection<String> targets) {
        Set<String> opened = new HashSet<>();
        Set<String> own = new HashSet<>();
        Set<String> applied = new HashSet<>(rows);
        applied.addAll(unfinished);
        Replacements whole = of(given);
        for (RevisionHeader header : squashes()) {
            if (rows.contains(header.id())) {
                own.add(header.id());
            } else if (byId.keySet().containsAll(header.replaces())) {
                List<String> leaves =
                        whole.rows(header.id()).stream().map(RevisionHeader::id).toList();
                boolean partly = leaves.stream().anyMatch(applied::contains) && !applied.containsAll(leaves);
                if (partly || targets.stream().anyMatch(target -> names(target, leaves))) {
                    opened.add(header.id());
                }
            }
        }
        return opened.equals(open) && own.equals(recorded) ? this : new Replacements(given, opened, own);
    }

    private boolean names(String target, List<String> leaves) {
        for (String word : target.split("[@:+-]")) {
            boolean exact = byId.containsKey(word);
            if (leaves.contains(word)
                    || !exact
                            && word.length() >= NameResolver.SHORTEST_COMPLETED
                            && leaves.stream().anyMatch(id -> id.startsWith(word))) {
                return true;
            }
        }
        return false;
    }

    private static String count(RevisionHeader header) {
        int size = header.replaces().size();
        return size + (size == 1 ? " revision" : " revisions");
    }

    private static String some(List<String> ids) {
        return ids.stream().limit(5).map(PrintableText::id).collect(Collectors.joining(", "))
                + (ids.size() > 5 ? " and " + (ids.size() - 5) + " more" : "");
    }
}
