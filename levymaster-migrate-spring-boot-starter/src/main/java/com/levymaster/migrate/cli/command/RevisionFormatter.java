package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.Style;

/** Formats a revision as text, in the style of Alembic, and as JSON. */
final class RevisionFormatter {

    static final String NONE = "There are no revisions.";

    private final RevisionGraph graph;
    private final Terminal terminal;
    private final Set<String> heads;
    private final Set<String> effectiveHeads;
    private final Set<String> current;
    private final Set<String> failed;

    /** @param current ids of revisions to mark as current */
    public RevisionFormatter(RevisionGraph graph, Terminal terminal, Collection<String> current) {
        this(graph, terminal, current, Set.of());
    }

    /**
     * Creates a formatter that marks revisions.
     *
     * @param current ids of revisions to mark as current
     * @param failed ids of revisions to mark as failed
     */
    RevisionFormatter(RevisionGraph graph, Terminal terminal, Collection<String> current, Collection<String> failed) {
        this.graph = graph;
        this.terminal = terminal;
        this.heads = ids(graph.heads());
        this.effectiveHeads = ids(graph.effectiveHeads());
        this.current = Set.copyOf(current);
        this.failed = Set.copyOf(failed);
    }

    /** {@code 7f82d90a13c6 (reporting) (head)}. */
    public String brief(RevisionHeader revision) {
        List<String> labels = graph.labels(revision.id());
        return terminal.styled(revision.id(), Style.fg_yellow)
                + (labels.isEmpty() ? "" : " (" + String.join(", ", labels) + ")")
                + (revision.module().isEmpty() ? "" : " (module " + revision.module() + ")")
                + marks(revision);
    }

    /** {@code 6e71c8f902b5 -> 7f82d90a13c6 (head), Load Benton County}. */
    public String line(RevisionHeader revision) {
        String dependencies =
                revision.dependsOn().isEmpty() ? "" : " (" + String.join(", ", revision.dependsOn()) + ")";
        String message = revision.message().isBlank() ? "" : ", " + revision.displayMessage();
        return parents(revision) + dependencies + " -> " + brief(revision) + message;
    }

    /** Returns several lines with all details. */
    public String block(RevisionHeader revision) {
        StringBuilder text =
                new StringBuilder("Rev: " + terminal.styled(revision.id(), Style.fg_yellow) + marks(revision));
        if (revision.isContract()) {
            line(text, "Phase: ", "contract");
        }
        if (!revision.module().isEmpty()) {
            line(text, "Module: ", revision.module());
        }
        line(text, revision.isMerge() ? "Merges: " : "Parent: ", parents(revision));
        if (!revision.dependsOn().isEmpty()) {
            line(text, "Also depends on: ", String.join(", ", revision.dependsOn()));
        }
        if (!revision.replaces().isEmpty()) {
            line(text, "Replaces: ", String.join(", ", revision.replaces()));
        }
        List<RevisionHeader> children = graph.children(revision.id());
        if (children.size() > 1) {
            line(text, "Branches into: ", String.join(", ", ids(children)));
        }
        List<String> labels = graph.labels(revision.id());
        if (!labels.isEmpty()) {
            line(text, "Branch names: ", String.join(", ", labels));
        }
        text.append(System.lineSeparator());
        line(text, "    ", revision.message().isBlank() ? "(no message)" : revision.displayMessage());
        return text.append(System.lineSeparator()).toString();
    }

    public Map<String, Object> json(RevisionHeader revision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", revision.id());
        json.put("message", revision.message());
        json.put("downRevisions", revision.down());
        json.put("dependsOn", revision.dependsOn());
        json.put("labels", graph.labels(revision.id()));
        json.put("head", heads.contains(revision.id()));
        json.put("branchPoint", graph.children(revision.id()).size() > 1);
        json.put("mergePoint", revision.isMerge());
        if (revision.isContract()) {
            json.put("phase", "contract");
        }
        if (!revision.module().isEmpty()) {
            json.put("module", revision.module());
        }
        if (!revision.replaces().isEmpty()) {
            json.put("replaces", revision.replaces());
        }
        return json;
    }

    public List<Map<String, Object>> json(List<RevisionHeader> revisions) {
        return revisions.stream().map(this::json).toList();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(System.lineSeparator()).append(name).append(value);
    }

    private static String parents(RevisionHeader revision) {
        return revision.isBase() ? "<base>" : String.join(", ", revision.down());
    }

    private String marks(RevisionHeader revision) {
        String id = revision.id();
        String head = !heads.contains(id) ? "" : effectiveHeads.contains(id) ? "effective head" : "head";
        if (heads.equals(effectiveHeads) && !head.isEmpty()) {
            head = "head";
        }
        return mark(head, Style.fg_green)
                + mark(graph.children(id).size() > 1 ? "branchpoint" : "", Style.fg_cyan)
                + mark(revision.isContract() ? "contract" : "", Style.fg_cyan)
                + mark(revision.isMerge() ? "mergepoint" : "", Style.fg_cyan)
                + mark(current.contains(id) ? "current" : "", Style.fg_magenta)
                + mark(failed.contains(id) ? "failed" : "", Style.fg_red);
    }

    private String mark(String label, Style style) {
        return label.isEmpty() ? "" : " (" + terminal.styled(label, style) + ")";
    }

    public static Set<String> ids(List<RevisionHeader> revisions) {
        return revisions.stream()
                .map(RevisionHeader::id)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
