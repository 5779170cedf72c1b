package com.levymaster.migrate.diagram;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph with its applied revisions, ready to be drawn. The newest revision comes first. States differ by shape or text,
 * not by colour alone.
 *
 * <pre>{@code
 * String forTheTerminal = GraphDiagram.of(graph, applied).text(Charset.UNICODE);
 * }</pre>
 *
 * @param shown the revisions to draw, the newest first
 * @param applied ids; those that the graph does not have are drawn as unknown
 * @param failed ids of revisions whose last run failed
 */
public record GraphDiagram(RevisionGraph graph, List<RevisionHeader> shown, Set<String> applied, Set<String> failed) {

    public GraphDiagram {
        shown = List.copyOf(shown);
        applied = Collections.unmodifiableSet(new LinkedHashSet<>(applied));
        failed = Set.copyOf(failed);
    }

    /** Creates a diagram of the whole graph without failed revisions. */
    public static GraphDiagram of(RevisionGraph graph, Collection<String> applied) {
        List<RevisionHeader> newestFirst = new ArrayList<>(graph.headers());
        Collections.reverse(newestFirst);
        return new GraphDiagram(graph, newestFirst, new LinkedHashSet<>(applied), Set.of());
    }

    /** Returns a copy in which the last run of these revisions failed. */
    public GraphDiagram withFailed(Collection<String> ids) {
        return new GraphDiagram(graph, shown, applied, new HashSet<>(ids));
    }

    /** Returns a diagram of these revisions only, the newest first, as {@link RevisionGraph#history} returns them. */
    public GraphDiagram showing(List<RevisionHeader> newestFirst) {
        return new GraphDiagram(graph, newestFirst, applied, failed);
    }

    /** Draws text like {@code git log --graph}: one line for each revision, with its id, marks, labels and message. */
    public String text(Charset charset) {
        return new TextDrawing(charset).draw(this);
    }

    /** Draws a Mermaid flowchart, for Markdown. */
    public String mermaid() {
        return MermaidDrawing.draw(this);
    }

    /** Draws a Graphviz digraph. */
    public String dot() {
        return DotDrawing.draw(this);
    }

    /** Draws a self-contained SVG image for light and dark backgrounds and for screen readers. */
    public String svg() {
        return new SvgDrawing(this, "").draw(new FoldedGraph(0, shown.size(), false, ""));
    }

    /** Divides the diagram into ranges, of which those without current, head or failed revisions are folded; one range if it is short. */
    public List<FoldedGraph> foldedRanges() {
        return FoldedRanges.of(this);
    }

    /**
     * Draws one range as an SVG image, for a page with several.
     *
     * @param page what names inside of it begin with, since they hold for the whole page: a current revision and a head
     *     can be linked to as {@code #g0-7c1e5b0a} where this is {@code g0}
     */
    public String svg(FoldedGraph part, String page) {
        return new SvgDrawing(this, page + "-").draw(part);
    }

    /** The characters for lines. */
    public enum Charset {
        UNICODE,
        ASCII
    }
}
